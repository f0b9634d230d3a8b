/// A text of the author's in YAML that pages show: a caption, a title. It gets what prose gets.
public struct AuthorText: SchemaValue {
  /// The text as the author wrote it.
  public let text: String
  /// Where it stands; nil for a default.
  public let span: SourceSpan?
  /// The same, read.
  public let marked: MarkedText

  private init(_ text: String, at span: SourceSpan?, further: [Diagnostic] = []) {
    (self.text, self.span) = (text, span)
    let line = text.split(whereSeparator: \.isNewline).joined(separator: "\n")
    marked = MarkedText(line: line, at: span ?? .nowhere, further: further)
  }

  /// A text that no author wrote.
  public init(_ text: String) { self.init(text, at: nil) }

  /// What a message says was expected.
  public static let expectation = String.expectation

  /// Reads a text; throws a `Diagnostic` where it is blank or none.
  public static func read(_ yaml: YAML, key: String) throws -> AuthorText {
    let text = try String.read(yaml, key: key)
    return AuthorText(text, at: yaml.span, further: yaml.comment.map { [$0] } ?? [])
  }

  /// The text in quotation marks.
  public var canonical: String { text.canonical }
}

extension YAML {
  /// A comment that cuts a text of several words off.
  fileprivate var comment: Diagnostic? {
    guard case .scalar(let text, quoted: false) = content, let last = text.split(separator: "\n").last,
      let line = span.file.line(span.position.line), line.utf8.contains(UInt8(ascii: "#")),
      let found = line.range(of: String(last)),
      let hash = line[found.upperBound...].firstMatch(of: #/^\s+(#.*)$/#)
    else { return nil }
    let column = line[..<hash.1.startIndex].unicodeScalars.count + 1
    let place = SourceSpan(
      span.file, at: SourcePosition(line: span.position.line, column: column),
      length: hash.1.unicodeScalars.count)
    return .warning(MarkMistake.cutByComment(String(hash.1.prefix(40))), at: place)
  }
}
