import Files
import Foundation

extension SourceFile {
  /// Reads url.
  ///
  /// - Throws: a `Diagnostic` for a file that cannot be read, is too large or is not UTF-8.
  public static func read(_ url: URL, path: String) throws -> SourceFile {
    let data: Data
    do {
      var status = stat()
      if stat(url.path, &status) != 0, let cause = FileCause.absence(of: url) {
        throw Diagnostic(EnvironmentFault.unreadable(path: path, reason: cause), path: path)
      }
      // A named pipe would wait for ever, and a folder has no good message of its own.
      let kind = status.st_mode & S_IFMT
      guard kind == S_IFREG else {
        let reason: FileCause = kind == S_IFDIR ? "it is a folder" : "it is no regular file"
        throw Diagnostic(EnvironmentFault.unreadable(path: path, reason: reason), path: path)
      }
      data = try Data(contentsOf: url)
    } catch let diagnostic as Diagnostic {
      throw diagnostic
    } catch {
      throw Diagnostic(EnvironmentFault.unreadable(path: path, reason: plainReason(of: error)), path: path)
    }
    guard data.count <= sizeLimit else {
      throw Diagnostic(.tooLarge(bytes: data.count, limit: sizeLimit), path: path)
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
