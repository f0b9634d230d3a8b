/// What a mapping may say: its fields, with types, defaults, bounds and one line of explanation each.
///
/// One schema is at once the decoder, the list of known keys, the source of the content key and the reference
/// page. Front matter, `report.yml` and every directive have one.
public struct Schema<Value>: Sendable {
  /// The keys, in the order of the reference page.
  public let fields: [Field<Value>]

  /// A schema of some fields.
  public init(_ fields: [Field<Value>]) { self.fields = fields }

  /// Reads entries over a value that holds the defaults. All mistakes are collected.
  ///
  /// - Parameters:
  ///   - start: where a missing key is reported.
  ///   - context: what leads every message, a directive's name.
  public func read(
    _ entries: YAMLMapping, into defaults: Value, from start: SourceSpan,
    context: String? = nil,
    allowing others: [String] = []
  ) -> (value: Value, diagnostics: [Diagnostic]) {
    var value = defaults
    var diagnostics: [Diagnostic] = []
    let names = fields.map(\.name)
    for (key, yaml) in entries {
      let name = key.text ?? ""
      if let field = fields.first(where: { $0.name == name }) {
        do {
          try field.read(yaml, &value)
        } catch {
          let found = Diagnostics(error).all
          diagnostics += context.map { context in found.map { $0.leading(with: context) } } ?? found
        }
      } else if !others.contains(name) {
        diagnostics.append(Diagnostic(.unknownKey(name, known: names + others), at: key.span, in: context))
      }
    }
    let given = Set(entries.compactMap(\.key.text))
    for field in fields where field.isMissing(among: given) {
      diagnostics.append(
        Diagnostic(.missingKey(field.name, expected: field.expectation), at: start, in: context))
    }
    return (value, diagnostics)
  }

  /// Every field's name and canonical value, in the schema's order, and whether that is the field's default, whoever
  /// chose it; fields that only shape the page are left out.
  public func canonical(
    _ value: Value, defaults: Value
  ) -> [(name: String, value: String, isDefault: Bool)] {
    fields.filter { !$0.isPresentation }.map { field in
      let text = field.canonical(value)
      return (field.name, text, text == field.standard(of: defaults))
    }
  }
}
