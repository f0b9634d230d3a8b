import Crypto
import Foundation

/// SHA-256 of files, read in pieces.
enum FileChecksum {
  private static let pieceLength = 1 << 20

  /// The SHA-256 of a file's content, 64 lowercase hexadecimal digits.
  ///
  /// - Throws: `DatasetError.unusable` when the file cannot be read.
  static func sha256(of url: URL) throws -> String {
    do {
      let file = try FileHandle(forReadingFrom: url)
      defer { try? file.close() }
      var hash = SHA256()
      while let piece = try file.read(upToCount: pieceLength), !piece.isEmpty { hash.update(data: piece) }
      return hash.finalize().map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    } catch {
      throw DatasetError.unusable(path: url.path, action: "read", reason: error.localizedDescription)
    }
  }
}
