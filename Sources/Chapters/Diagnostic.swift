/// One message to the author or about the machine, at a place in a file where there is one.
public struct Diagnostic: Error, Sendable {
  /// What went wrong decides the exit status: the author's text, or the machine around it.
  public enum Kind: String, Sendable { case mistake, environment, warning }

  /// Mistake, fault of the machine, or warning.
  public let kind: Kind
  /// The file, relative to the project.
  public let path: String?
  /// The place in the file.
  public let position: SourcePosition?
  /// How many columns the caret line marks.
  public let length: Int
  /// The line of the file that position names.
  public let excerpt: String?
  /// What is wrong.
  public let message: String
  /// The remedy.
  public let help: String?

  init(
    kind: Kind, path: String?, position: SourcePosition?, length: Int, excerpt: String?, message: String,
    help: String?
  ) {
    self.kind = kind
    self.path = path
    self.position = position
    self.length = length
    self.excerpt = excerpt
    self.message = message
    self.help = help
  }

  /// An author's mistake in a file of which only the path is known.
  public init(_ mistake: Mistake, path: String, at position: SourcePosition? = nil) {
    self.init(
      kind: .mistake, path: path, position: position, length: 1, excerpt: nil,
      message: mistake.message, help: mistake.help)
  }

  /// An author's mistake at a span of a file. The context (a directive's name) leads the message.
  public init(_ mistake: Mistake, at span: SourceSpan, in context: String? = nil) {
    self.init(
      kind: .mistake, path: span.file.path, position: span.position, length: span.length,
      excerpt: span.excerpt, message: context.map { "\($0): \(mistake.message)" } ?? mistake.message,
      help: mistake.help)
  }

  /// A fault of the machine, shown at the block that met it if there is one.
  public init(_ fault: EnvironmentFault, at span: SourceSpan? = nil, in context: String? = nil) {
    self.init(
      kind: .environment, path: span?.file.path, position: span?.position, length: span?.length ?? 1,
      excerpt: span?.excerpt, message: context.map { "\($0): \(fault.message)" } ?? fault.message,
      help: fault.help)
  }

  /// A fault of the machine in a file of which only the path is known.
  public init(_ fault: EnvironmentFault, path: String) {
    self.init(
      kind: .environment, path: path, position: nil, length: 1, excerpt: nil, message: fault.message,
      help: fault.help)
  }

  /// Something in the author's text that may be a mistake, and that the build goes on with.
  public static func warning(
    _ mistake: Mistake, at span: SourceSpan, in context: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      kind: .warning, path: span.file.path, position: span.position, length: span.length,
      excerpt: span.excerpt, message: context.map { "\($0): \(mistake.message)" } ?? mistake.message,
      help: mistake.help)
  }

  /// Something the author may want to know and the build goes on without.
  public static func warning(_ message: String, help: String? = nil) -> Diagnostic {
    Diagnostic(
      kind: .warning, path: nil, position: nil, length: 1, excerpt: nil, message: message, help: help)
  }
}

/// Several diagnostics thrown as one: everything wrong that one pass over the report could find.
public struct Diagnostics: Error, Sendable {
  /// The diagnostics, in reading order.
  public let all: [Diagnostic]

  /// Some diagnostics.
  public init(_ all: [Diagnostic]) { self.all = all }
}

/// A stretch of one line of a file.
public struct SourceSpan: Sendable {
  /// The file.
  public let file: SourceFile
  /// Where the stretch begins.
  public let position: SourcePosition
  /// Its length in columns, at least 1.
  public let length: Int

  /// A stretch of a file; a length under 1 counts as 1.
  public init(_ file: SourceFile, at position: SourcePosition, length: Int = 1) {
    self.file = file
    self.position = position
    self.length = max(1, length)
  }

  /// The line of the file that the span lies in.
  public var excerpt: String? { file.line(position.line).map(String.init) }
}

extension Diagnostic: CustomStringConvertible {
  /// `path:line:column: error: message`, then the line with a caret under the place, then the remedy.
  public var description: String {
    var text = location + severity + message
    if let position, let excerpt, let (shown, indent) = window(on: excerpt, around: position.column) {
      let number = String(position.line)
      let margin = String(repeating: " ", count: number.count + 2)
      let marked = min(length, max(1, shown.unicodeScalars.count - indent))
      text += "\n  \(number) | \(shown)"
      text += "\n\(margin) | " + String(repeating: " ", count: indent) + String(repeating: "^", count: marked)
    }
    if let help { text += "\n  help: \(help)" }
    return text
  }

  private var severity: String { kind == .warning ? "warning: " : "error: " }

  private var location: String {
    guard let path else { return "" }
    guard let position else { return "\(path): " }
    return "\(path):\(position.line):\(position.column): "
  }

  /// The part of a long line around a column, and the column's offset in it; tabs and controls shown as spaces.
  private func window(on line: String, around column: Int) -> (String, Int)? {
    let scalars = Array(line.unicodeScalars)
    let offset = min(column - 1, scalars.count)
    let start = scalars.count > 110 ? max(0, offset - 40) : 0
    let slice = scalars[start..<min(scalars.count, start + 110)]
    let shown = slice.map { $0.properties.generalCategory == .control ? " " : Character($0) }
    return shown.allSatisfy(\.isWhitespace) ? nil : (String(shown), offset - start)
  }
}
