import Files
import Foundation
import TestSupport
import Testing

@Suite("mapped files") struct MappedFileTests {
  private let folder: Scratch
  private static let content = [UInt8]((0..<20_000).map { UInt8($0 % 251) })

  init() throws { folder = try Scratch() }

  @Test("a mapped file has the file's bytes, also after a part was let go") func bytes() throws {
    let file = try MappedFile(folder.write(Self.content, to: "file"))
    #expect([UInt8](file.bytes) == Self.content)
    file.release(0..<file.bytes.count)
    #expect([UInt8](file.bytes) == Self.content)
    try file.requireWhole()
    let empty = try MappedFile(folder.write([], to: "empty"))
    #expect(empty.bytes.isEmpty)
  }

  @Test("a file that was cut since it was opened is not whole, and one that grew is") func shortened() throws
  {
    let url = try folder.write(Self.content, to: "file")
    let file = try MappedFile(url)
    let handle = try FileHandle(forWritingTo: url)
    try handle.truncate(atOffset: 30_000)
    try file.requireWhole()
    try handle.truncate(atOffset: 100)
    #expect(throws: FileFault.shortened(from: 20_000, to: 100)) { try file.requireWhole() }
    try handle.close()
  }
}
