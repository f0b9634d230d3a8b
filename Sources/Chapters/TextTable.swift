/// Texts by names, as report.yml gives them: words of the pages, variables.
public struct TextTable: SchemaValue {
  /// The texts, each with the place of its name.
  public let entries: [(name: String, text: String, span: SourceSpan)]

  /// Some texts; by default none.
  public init(_ entries: [(name: String, text: String, span: SourceSpan)] = []) { self.entries = entries }

  /// The texts by their names.
  public var texts: [String: String] {
    Dictionary(entries.map { ($0.name, $0.text) }) { first, _ in first }
  }

  /// What is wrong with names that mean nothing.
  func unknown(among known: [String]) -> [Diagnostic] {
    entries.filter { !known.contains($0.name) }.map {
      Diagnostic(.unknownKey($0.name, known: known), at: $0.span)
    }
  }

  /// What a message says was expected.
  public static let expectation = "lines 'name: text'"

  /// Reads a mapping from names to texts; throws a `Diagnostic` for anything else.
  public static func read(_ yaml: YAML, key: String) throws -> TextTable {
    guard let entries = yaml.entries else { throw mismatch(yaml, key: key) }
    return TextTable(
      try entries.map { name, value in
        (name.text ?? "", try String.read(value, key: name.text ?? ""), name.span)
      })
  }

  /// Never part of a key: words shape the pages, not the results.
  public var canonical: String { "[\(entries.map { "\($0.name): \($0.text)" }.joined(separator: ", "))]" }
}
