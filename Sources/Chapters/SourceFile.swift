import Files
import Foundation

/// A place in a text file: line and column both count from 1, the column in Unicode scalars.
public struct SourcePosition: Hashable, Comparable, Sendable {
  /// The line, from 1.
  public var line: Int
  /// The column in Unicode scalars, from 1.
  public var column: Int

  /// A place by line and column.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// In reading order.
  public static func < (a: Self, b: Self) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// A text file that an author wrote: UTF-8, at most `sizeLimit` bytes.
///
/// A byte order mark is dropped and CRLF and CR line ends become LF, so a file from any editor has one form.
public struct SourceFile: Sendable {
  /// Bytes a chapter or a manifest may have. Far above any chapter a person writes.
  public static let sizeLimit = 4_000_000

  /// The path as messages show it, relative to the project folder.
  public let path: String
  /// The text with LF line ends.
  public let text: String
  /// The lines of `text`, without their ends.
  public let lines: [Substring]

  /// A file of some text, its line ends LF already.
  public init(path: String, text: String) {
    self.path = path
    self.text = text
    lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map(Substring.init)
  }

  /// Reads url.
  ///
  /// - Throws: a `Diagnostic` for a file that cannot be read, is too large or is not UTF-8.
  public static func read(_ url: URL, path: String) throws -> SourceFile {
    let data: Data
    do {
      var status = stat()
      guard stat(url.path, &status) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
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

  /// The text of a line (from 1), or nothing past the end.
  public func line(_ number: Int) -> Substring? {
    lines.indices.contains(number - 1) ? lines[number - 1] : nil
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
