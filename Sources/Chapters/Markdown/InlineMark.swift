/// What a chapter's prose has beyond CommonMark: formulas, references and measured values.
public enum InlineMark: Equatable, Sendable {
  /// `$tex$`, or `$$tex$$` set apart; `$$tex$$ {#label}` is numbered.
  case formula(String, display: Bool, label: String?)
  /// `@id` or `@id/panel`.
  case reference(String, panel: String?)
  /// `{{id.name}}`.
  case value(block: String, name: String)
  /// A character of the author's that stands where our own placeholders would.
  case literal(Character)
}
