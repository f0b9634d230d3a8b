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
    _ entries: [(key: YAML, value: YAML)], into defaults: Value, from start: SourceSpan,
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
    for field in fields where field.isRequired && !given.contains(field.name) {
      diagnostics.append(
        Diagnostic(.missingKey(field.name, expected: field.expectation), at: start, in: context))
    }
    return (value, diagnostics)
  }

  /// Every field's name and canonical value, in the schema's order; fields that only shape the page are left out.
  public func canonical(_ value: Value) -> [(name: String, value: String)] {
    fields.filter { !$0.isPresentation }.map { ($0.name, $0.canonical(value)) }
  }
}

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
  let read: @Sendable (YAML, inout Value) throws -> Void
  /// The value's one spelling; of the defaults it is what the reference page shows.
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
}

/// A condition on a value, with the words that a message says it in.
public struct Bound<T>: Sendable {
  let expectation: String
  let holds: @Sendable (T) -> Bool

  /// A condition, said and tested.
  public init(_ expectation: String, _ holds: @escaping @Sendable (T) -> Bool) {
    self.expectation = expectation
    self.holds = holds
  }
}

extension Bound where T: Comparable & SchemaValue {
  /// From a lower to an upper bound, both included.
  public static func range(_ range: ClosedRange<T>) -> Bound {
    Bound("from \(range.lowerBound.canonical) to \(range.upperBound.canonical)") { range.contains($0) }
  }
}

extension Bound {
  /// Every item of a list within bounds.
  public static func each<E: Comparable & SchemaValue>(_ range: ClosedRange<E>) -> Bound where T == [E] {
    Bound("numbers from \(range.lowerBound.canonical) to \(range.upperBound.canonical)") {
      $0.allSatisfy(range.contains)
    }
  }
}

extension YAML {
  /// The value as a message shows it: a scalar's text or a list's items.
  var shown: String {
    if let items { return "[\(items.map { $0.text ?? "..." }.joined(separator: ", "))]" }
    return text ?? found
  }
}

extension Field {
  /// The same field of a larger value that holds this one.
  public func lifted<Whole>(to path: WritableKeyPath<Whole, Value> & Sendable) -> Field<Whole> {
    Field<Whole>(
      name: name, summary: summary, expectation: expectation, isRequired: isRequired,
      isPresentation: isPresentation,
      read: { try read($0, &$1[keyPath: path]) },
      canonical: { canonical($0[keyPath: path]) })
  }
}
