/// A line of a text as cmark is given it, with the place that it came from.
struct SourceLine: Sendable {
  /// Where a line came from.
  enum Origin: Sendable {
    /// A line of a file, from a column on (both as distances: 0 is the first).
    case file(SourceFile, line: Int, column: Int)
    /// Somewhere within a value of YAML.
    case within(SourceSpan)
  }

  var text: String
  let origin: Origin

  /// The place of a scalar of the line.
  func span(at offset: Int, length: Int = 1) -> SourceSpan {
    switch origin {
    case .file(let file, let line, let column):
      let position = SourcePosition(line: line + 1, column: column + offset + 1)
      return SourceSpan(file, at: position, length: length)
    case .within(let span): return span
    }
  }

  /// The lines of a file from a line on.
  static func lines(of file: SourceFile, from first: Int = 0) -> [SourceLine] {
    file.lines.indices.dropFirst(first).map {
      SourceLine(text: String(file.lines[$0]), origin: .file(file, line: $0, column: 0))
    }
  }

  /// The rest of the line from a scalar on.
  func dropping(_ count: Int) -> SourceLine {
    guard case .file(let file, let line, let column) = origin else {
      return SourceLine(text: String(text.unicodeScalars.dropFirst(count)), origin: origin)
    }
    return SourceLine(
      text: String(text.unicodeScalars.dropFirst(count)),
      origin: .file(file, line: line, column: column + count))
  }

  /// Nothing, in the place of what stood there.
  var blank: SourceLine { SourceLine(text: "", origin: origin) }

  /// Whether it came from a file.
  func isOfFile(_ other: SourceFile) -> Bool {
    if case .file(let file, _, _) = origin { file.path == other.path } else { false }
  }
}

extension SourceSpan {
  /// The place of what no author wrote.
  static var nowhere: SourceSpan {
    SourceSpan(SourceFile(path: "", text: ""), at: SourcePosition(line: 1, column: 1))
  }
}
