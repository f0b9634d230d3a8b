import Files
import Foundation

extension SourceFile {
  /// Reads url.
  ///
  /// - Throws: a `Diagnostic` for a file that cannot be read, is too large or is not UTF-8.
  public static func read(_ url: URL, path: String) throws -> SourceFile {
    let data: Data
    do throws(FileError<FileFault>) { data = try RegularFile.content(of: url, limit: sizeLimit) } catch {
      if case .tooLarge(let bytes) = error.reason {
        throw Diagnostic(.tooLarge(bytes: bytes, limit: sizeLimit), path: path)
      }
      throw Diagnostic(EnvironmentFault.unreadable(path: path, reason: error.reason.cause), path: path)
    }
    let bytes = data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Diagnostic(.notUTF8, path: path, at: firstInvalidByte(in: bytes))
    }
    if text.utf8.contains(0), let place = bytes.firstIndex(of: 0) {
      let lines = bytes[..<place].split(separator: 0x0A, omittingEmptySubsequences: false)
      let column = String(decoding: lines.last ?? Data(), as: UTF8.self).unicodeScalars.count + 1
      throw Diagnostic(.nulCharacter, path: path, at: SourcePosition(line: lines.count, column: column))
    }
    guard text.utf8.contains(UInt8(ascii: "\r")) else { return SourceFile(path: path, text: text) }
    return SourceFile(path: path, text: text.replacing("\r\n", with: "\n").replacing("\r", with: "\n"))
  }

  private static func firstInvalidByte(in bytes: Data) -> SourcePosition {
    var line = 1
    for row in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if String(validating: row, as: UTF8.self) == nil {
        var scalars = 0
        var decoder = UTF8()
        var iterator = row.makeIterator()
        while case .scalarValue = decoder.decode(&iterator) { scalars += 1 }
        return SourcePosition(line: line, column: scalars + 1)
      }
      line += 1
    }
    return SourcePosition(line: line, column: 1)
  }
}
