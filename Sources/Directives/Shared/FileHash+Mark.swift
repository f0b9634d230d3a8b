import Files
import Foundation

extension FileHash {
  /// The first 12 digits of a file's SHA-256, by which prose may tell weights apart.
  ///
  /// - Throws: `FileError<FileFault>`.
  package static func mark(of url: URL) throws -> String { String(try sha256(of: url).prefix(12)) }
}
