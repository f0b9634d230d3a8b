import Files

/// One message to the author or about the machine, at a place in a file where there is one.
///
/// Its words are made when somebody asks for them: a chapter may have a hundred thousand mistakes.
public struct Diagnostic: Error, Sendable {
  private let complaint: any Complaint
  /// What leads the message: a directive's name.
  private var context: String?
  /// Mistake, fault of the machine, or warning.
  public private(set) var kind: ComplaintKind
  /// The file, relative to the project.
  public let path: String?
  /// The place in the file.
  public let position: SourcePosition?
  /// How many columns the caret line marks.
  public let length: Int
  /// The line of the file that position names.
  public let excerpt: Substring?
  /// What is wrong.
  public var message: String { (context.map { "\($0): " } ?? "") + complaint.message }
  /// The remedy.
  public var help: String? { complaint.help }
  /// The sort of the complaint: its type and case, whatever it speaks of.
  public var sort: String {
    "\(type(of: complaint)).\(Mirror(reflecting: complaint).children.first?.label ?? "\(complaint)")"
  }

  private init(
    _ complaint: any Complaint, path: String?, position: SourcePosition?, length: Int = 1,
    excerpt: Substring? = nil
  ) {
    (self.complaint, kind) = (complaint, complaint.kind)
    (self.path, self.position, self.length, self.excerpt) = (path, position, length, excerpt)
  }

  /// A complaint about a file of which only the path is known.
  public init(_ complaint: any Complaint, path: String, at position: SourcePosition? = nil) {
    self.init(complaint, path: .some(path), position: position)
  }

  /// A complaint at a span of a file, if there is one. The context (a directive's name) leads the message.
  public init(_ complaint: any Complaint, at span: SourceSpan? = nil, in context: String? = nil) {
    self.init(
      complaint, path: span?.file.path, position: span?.position, length: span?.length ?? 1,
      excerpt: span?.excerpt)
    self.context = context
  }

  /// Something in the author's text that may be a mistake, and that the build goes on with.
  public static func warning(
    _ complaint: any Complaint, at span: SourceSpan, in context: String? = nil
  ) -> Diagnostic {
    var warning = Diagnostic(complaint, at: span, in: context)
    warning.kind = .warning
    return warning
  }

  /// The same diagnostic with a context in front of its message.
  func leading(with context: String) -> Diagnostic {
    var copy = self
    copy.context = context + (self.context.map { ": \($0)" } ?? "")
    return copy
  }
}

// A `Mistake` is named by its case alone.
extension Diagnostic {
  /// An author's mistake in a file of which only the path is known.
  public init(_ mistake: Mistake, path: String, at position: SourcePosition? = nil) {
    self.init(mistake as any Complaint, path: path, at: position)
  }

  /// An author's mistake at a span of a file. The context (a directive's name) leads the message.
  public init(_ mistake: Mistake, at span: SourceSpan, in context: String? = nil) {
    self.init(mistake as any Complaint, at: span, in: context)
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `path:line:column: error: message`, then the line with a caret under the place, then the remedy.
  public var description: String {
    var text = location + severity + indented(message)
    if let position, let excerpt, let (shown, indent) = window(on: excerpt, around: position.column) {
      let number = String(position.line)
      let margin = String(repeating: " ", count: number.count + 2)
      let marked = min(length, max(1, shown.unicodeScalars.count - indent))
      text += "\n  \(number) | \(shown)"
      text += "\n\(margin) | " + String(repeating: " ", count: indent) + String(repeating: "^", count: marked)
    }
    if let help { text += "\n  help: \(indented(help))" }
    return text
  }

  /// Further lines, which a name from outside may bring, never look like a message of their own.
  private func indented(_ text: String) -> String {
    text.replacing(/\n */, with: "\n    ")
  }

  private var severity: String { kind == .warning ? "warning: " : "error: " }

  private var location: String {
    guard let path = path?.visibleInLine else { return "" }
    guard let position else { return "\(path): " }
    return "\(path):\(position.line):\(position.column): "
  }

  /// The part of a long line around a column, and the column's offset in it; a tab is shown as a space, and what
  /// a terminal would obey or hide as a replacement character.
  private func window(on line: Substring, around column: Int) -> (String, Int)? {
    let scalars = line.unicodeScalars
    let offset = min(column - 1, scalars.count)
    let start = scalars.count > 110 ? max(0, offset - 40) : 0
    let slice = scalars.dropFirst(start).prefix(110)
    let shown = slice.map { $0 == "\t" ? " " : $0.isUnseen ? "\u{fffd}" : Character($0) }
    return shown.allSatisfy(\.isWhitespace) ? nil : (String(shown), offset - start)
  }
}
