/// A type that an option can have.
public protocol SchemaValue: Sendable {
  /// What a message says was expected: 'a whole number'.
  static var expectation: String { get }
  /// Reads a YAML value that the author gave for key.
  ///
  /// - Throws: a `Diagnostic` at the value.
  static func read(_ yaml: YAML, key: String) throws -> Self
  /// One spelling for each value, whatever the author's ('1e-3' and '0.001'): for content keys and for display.
  var canonical: String { get }
}

extension SchemaValue {
  /// The message for a value of the wrong type.
  public static func mismatch(_ yaml: YAML, key: String) -> Diagnostic {
    if let plain = yaml.unquoted, plain.isStructure || (try? read(plain, key: key)) != nil {
      let mistake = Mistake.quoted(key: key, expected: expectation, text: plain.text ?? "")
      return Diagnostic(mistake, at: yaml.span)
    }
    return Diagnostic(.wrongType(key: key, expected: expectation, found: yaml.found), at: yaml.span)
  }
}

extension YAML {
  /// What a quoted scalar would be without its quotation marks; nil for every other value.
  fileprivate var unquoted: YAML? {
    guard case .scalar(let text, quoted: true) = content else { return nil }
    let plain = String(
      text.trimmingPrefix(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    return plain.isEmpty ? nil : YAML(content: .scalar(plain, quoted: false), span: span)
  }

  /// Whether a text is a list or a mapping as YAML writes it.
  fileprivate var isStructure: Bool {
    guard let text else { return false }
    return [("[", "]"), ("{", "}")].contains { text.hasPrefix($0.0) && text.hasSuffix($0.1) }
  }
}

extension Optional: SchemaValue where Wrapped: SchemaValue {
  /// What a message says was expected: the value, since an absent one is not written.
  public static var expectation: String { Wrapped.expectation }

  /// Reads a value that is there; throws a `Diagnostic` as its type does.
  public static func read(_ yaml: YAML, key: String) throws -> Wrapped? { try Wrapped.read(yaml, key: key) }

  /// The value's spelling, or 'none'.
  public var canonical: String { map(\.canonical) ?? "none" }
}

extension Array: SchemaValue where Element: SchemaValue {
  /// What a message says was expected.
  public static var expectation: String { "a list, each item \(Element.expectation)" }

  /// A list, or one item without brackets; throws a `Diagnostic` for an empty list, or as an item does.
  public static func read(_ yaml: YAML, key: String) throws -> [Element] {
    guard let items = yaml.items else {
      guard yaml.text != nil, yaml.found != "nothing" else { throw mismatch(yaml, key: key) }
      return [try Element.read(yaml, key: key)]
    }
    guard !items.isEmpty else {
      throw Diagnostic(
        .outOfRange(key: key, expected: "a list of at least one item", found: "none"), at: yaml.span)
    }
    return try items.map { try Element.read($0, key: key) }
  }

  /// The items in brackets.
  public var canonical: String { "[\(map(\.canonical).joined(separator: ","))]" }
}

/// An option that takes one of a few words: an enum with text raw values.
public protocol SchemaChoice: SchemaValue, CaseIterable, RawRepresentable where RawValue == String {}

extension SchemaChoice {
  /// What a message says was expected: the words.
  public static var expectation: String { "one of " + allCases.map(\.rawValue).joined(separator: ", ") }

  /// Reads one of the words; throws a `Diagnostic` with the nearest for any other.
  public static func read(_ yaml: YAML, key: String) throws -> Self {
    guard let text = yaml.text else { throw mismatch(yaml, key: key) }
    guard let value = Self(rawValue: text) else {
      if yaml.unquoted?.isStructure == true { throw mismatch(yaml, key: key) }
      throw Diagnostic(
        .unknownChoice(key: key, found: text, choices: allCases.map(\.rawValue)), at: yaml.span)
    }
    return value
  }

  /// The word.
  public var canonical: String { rawValue }
}
