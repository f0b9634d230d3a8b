/// What an author's text has beyond CommonMark.
public enum InlineMark: Hashable, Sendable {
  /// `$tex$` or `\(tex\)`; set apart `$$tex$$`, `\[tex\]` or an environment; `$$tex$$ {#label}` is numbered.
  case formula(String, display: Bool, label: String?)
  /// `@id` or `@id/panel`: a block, an equation, a table, a section or a source.
  case reference(String, panel: String?)
  /// `[@id; @id, p. 3]`: sources within brackets.
  case citation([Citation])
  /// `{{id.name}}`.
  case value(block: String, name: String)
  /// `{{name}}`: what report.yml says.
  case variable(String)
  /// A pipe table, by its index in the text's tables.
  case table(Int)
  /// `[^label]`.
  case footnote(String)
  /// `[ ]` or `[x]` where a list's item begins.
  case task(isDone: Bool)
  /// `[!NOTE]` where a quotation begins.
  case callout(Callout)
  /// `~~` on either side of what is struck through.
  case strike(isOpening: Bool)
  /// An address that stands in the text without brackets.
  case address(String)
  /// `{width=50%}` behind a picture.
  case width(String)
  /// A character of the author's that stands where our own placeholders would.
  case literal(Character)
}

/// The kinds of callouts, as GitHub writes them.
public enum Callout: String, CaseIterable, Sendable { case note, tip, important, warning, caution }

/// One source within a citation's brackets.
public struct Citation: Hashable, Sendable {
  /// The key in the bibliography.
  public let key: String
  /// What stands before it: 'see'.
  public let prefix: String
  /// What stands behind it: 'p. 3'.
  public let suffix: String
  /// `-@key`: without the author's name.
  public let isYearOnly: Bool

  /// One source.
  public init(key: String, prefix: String = "", suffix: String = "", isYearOnly: Bool = false) {
    (self.key, self.prefix, self.suffix, self.isYearOnly) = (key, prefix, suffix, isYearOnly)
  }
}

/// A mark, where it stands, and how the author wrote it.
public struct PlacedMark: Sendable {
  /// What it is.
  public let mark: InlineMark
  /// Its place in the file.
  public let span: SourceSpan
  /// Its characters in the file, for places in which it is no mark: an address, a picture's text.
  public let source: String
  /// Whether span is exactly the mark's, and not that of the value in YAML around it.
  public let isExact: Bool
}
