/// One key of a schema.
public struct Field<Value>: Sendable {
  /// The key.
  public let name: String
  /// One line for the reference page.
  public let summary: String
  /// The type and the bounds in words.
  public let expectation: String
  /// Whether the author must give it.
  public let isRequired: Bool
  /// Whether the key only shapes the page, so that a change of it runs nothing.
  public let isPresentation: Bool
  /// Another key without which the author must give this one.
  private(set) var alternative: String?
  let read: @Sendable (YAML, inout Value) throws -> Void
  /// The value's one spelling.
  public let canonical: @Sendable (Value) -> String

  /// A key with a default (the property's value in the defaults).
  public static func option<T: SchemaValue>(
    _ name: String, _ path: WritableKeyPath<Value, T> & Sendable, _ summary: String, _ bound: Bound<T>? = nil,
    isPresentation: Bool = false
  ) -> Field {
    field(name, path, summary, bound, isRequired: false, isPresentation: isPresentation)
  }

  /// A key that the author must give; the property's value in the defaults is never seen.
  public static func required<T: SchemaValue>(
    _ name: String, _ path: WritableKeyPath<Value, T> & Sendable, _ summary: String, _ bound: Bound<T>? = nil,
    isPresentation: Bool = false
  ) -> Field {
    field(name, path, summary, bound, isRequired: true, isPresentation: isPresentation)
  }

  /// The same key, which the author must give where another one is left out.
  public func required(unless other: String) -> Field {
    var copy = self
    copy.alternative = other
    return copy
  }

  /// Whether a mapping with some keys lacks this one.
  func isMissing(among given: Set<String>) -> Bool {
    !given.contains(name) && (isRequired || alternative.map { !given.contains($0) } ?? false)
  }

  private static func field<T: SchemaValue>(
    _ name: String, _ path: WritableKeyPath<Value, T> & Sendable, _ summary: String, _ bound: Bound<T>?,
    isRequired: Bool,
    isPresentation: Bool
  ) -> Field {
    Field(
      name: name, summary: summary, expectation: bound?.expectation ?? T.expectation, isRequired: isRequired,
      isPresentation: isPresentation,
      read: { yaml, value in
        let new = try T.read(yaml, key: name)
        if let bound, !bound.holds(new) {
          throw Diagnostic(
            .outOfRange(key: name, expected: bound.expectation, found: yaml.shown), at: yaml.span)
        }
        value[keyPath: path] = new
      },
      canonical: { $0[keyPath: path].canonical })
  }

  /// The canonical spelling of the field's default, nil where the author must give a value.
  public func standard(of defaults: Value) -> String? { isRequired ? nil : canonical(defaults) }

  /// The same field of a larger value that holds this one.
  public func lifted<Whole>(to path: WritableKeyPath<Whole, Value> & Sendable) -> Field<Whole> {
    Field<Whole>(
      name: name, summary: summary, expectation: expectation, isRequired: isRequired,
      isPresentation: isPresentation, alternative: alternative,
      read: { try read($0, &$1[keyPath: path]) },
      canonical: { canonical($0[keyPath: path]) })
  }
}
