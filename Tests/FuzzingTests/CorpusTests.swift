import Foundation
import FuzzedFormats
import TestSupport
import Testing

/// The files with which `make fuzz` begins, and those that it found something with.
@Suite struct CorpusTests {
  private static let folder = Checkout.root.appending(path: "Tests/Fuzzing")

  /// What each reader of a format says of the files in one of the folders.
  private static func answers(
    to kind: String, of format: FuzzedFormat
  ) throws -> [(name: String, said: [String?])] {
    let folder = folder.appending(path: "\(kind)/\(format)")
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    let file = try FuzzedFile(of: format)
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
      ($0, file.read(try Data(contentsOf: folder.appending(path: $0))))
    }
  }

  @Test("readers tell a format's files apart", arguments: FuzzedFormat.all)
  func corpus(of format: FuzzedFormat) throws {
    let answers = try Self.answers(to: "Corpus", of: format).map(\.said)
    for reader in 0..<(answers.first?.count ?? 1) {
      #expect(Set(answers.map { $0[reader] }).count > 1)
    }
  }

  @Test("what once ended the program or kept it busy is refused", arguments: FuzzedFormat.all)
  func mended(of format: FuzzedFormat) throws {
    for (name, said) in try Self.answers(to: "Mended", of: format) {
      #expect(said.contains { $0 != nil }, "\(name)")
    }
  }
}
