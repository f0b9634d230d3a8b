import Files
import Foundation
import TestSupport
import Testing

@Suite("sums of contents") struct FileHashTests {
  /// From FIPS 180-4's examples, and of a million letters a.
  private static let known: [(Data, sha256: String, sha1: String)] = [
    (
      Data(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "da39a3ee5e6b4b0d3255bfef95601890afd80709"
    ),
    (
      Data("abc".utf8), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      "a9993e364706816aba3e25717850c26c9cd0d89d"
    ),
    (
      Data("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8),
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
      "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
    ),
    (
      Data(repeating: UInt8(ascii: "a"), count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
      "34aa973cd4c4daa4f61eeb2bdbad27316534016f"
    ),
  ]

  @Test("bytes have the sums that the standard gives them") func standard() {
    for (bytes, sha256, sha1) in Self.known {
      #expect(FileHash.sha256(of: bytes) == sha256)
      var hash = ContentHash(.sha1)
      hash.add(bytes)
      #expect(hash.finished() == sha1)
    }
  }

  @Test("bytes that come in pieces have the sum of the whole", arguments: [1, 63, 64, 65, 999])
  func pieces(length: Int) {
    let bytes = Data((0..<1000).map { UInt8($0 % 251) })
    var hash = ContentHash()
    for start in stride(from: 0, to: bytes.count, by: length) {
      hash.add(bytes[start..<min(start + length, bytes.count)])
    }
    #expect(hash.finished() == FileHash.sha256(of: bytes))
  }

  @Test("a file has its bytes' sum, whatever is read at once", arguments: [0, 1, 65_536, 65_537, 200_000])
  func files(count: Int) throws {
    let folder = try Scratch()
    let bytes = Data((0..<count).map { UInt8($0 % 251) })
    let file = try folder.write(bytes, to: "file")
    #expect(try FileHash.sha256(of: file) == FileHash.sha256(of: bytes))
  }

  @Test("a file that is missing, and a folder, is an error that names it") func unreadable() throws {
    let folder = try Scratch()
    let none = folder.url("none")
    #expect(throws: FileError(file: none.path, FileFault.unreadable(.missing))) {
      try FileHash.sha256(of: none)
    }
    let error = #expect(throws: FileError<FileFault>.self) { try FileHash.sha256(of: folder.root) }
    #expect(error?.description == "\(folder.root.path): cannot be read: it is a folder, not a file")
  }
}
