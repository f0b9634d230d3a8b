import Foundation
import FuzzedFormats
import TestSupport
import Testing

/// The files with which `make fuzz` begins, and those that it found something with.
@Suite struct CorpusTests {
  private static let folder = Checkout.root.appending(path: "Tests/Fuzzing")

  /// The files of a format in a folder, by name.
  private static func files(_ kind: String, of format: FuzzedFormat) throws -> [(name: String, bytes: Data)] {
    let folder = folder.appending(path: "\(kind)/\(format)")
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
      ($0, try Data(contentsOf: folder.appending(path: $0)))
    }
  }

  /// The format's name with what each reader says of its files.
  private static func answers(to kind: String, of format: FuzzedFormat) throws -> [[String?]] {
    let file = try FuzzedFile(of: format)
    return try files(kind, of: format).map { file.read($0.bytes) }
  }

  @Test("readers tell a format's files apart", arguments: FuzzedFormat.all)
  func corpus(of format: FuzzedFormat) throws {
    let answers = try Self.answers(to: "Corpus", of: format)
    for reader in 0..<(answers.first?.count ?? 1) {
      #expect(Set(answers.map { $0[reader] }).count > 1)
    }
  }

  @Test("what once ended the program is answered", arguments: FuzzedFormat.all)
  func mended(of format: FuzzedFormat) throws {
    for answer in try Self.answers(to: "Mended", of: format) { #expect(!answer.isEmpty) }
  }
}
