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
    (self.path, self.text) = (path, text)
    lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map(Substring.init)
  }

  /// The text of a line (from 1), or nothing past the end.
  public func line(_ number: Int) -> Substring? {
    lines.indices.contains(number - 1) ? lines[number - 1] : nil
  }
}
