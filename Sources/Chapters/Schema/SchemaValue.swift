/// A type that an option can have.
public protocol SchemaValue {
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
    Diagnostic(.wrongType(key: key, expected: expectation, found: yaml.found), at: yaml.span)
  }
}

extension Int: SchemaValue {
  /// What a message says was expected.
  public static let expectation = "a whole number"

  /// Reads digits with or without a sign; a quoted number is a text.
  public static func read(_ yaml: YAML, key: String) throws -> Int {
    guard case .scalar(let text, quoted: false) = yaml.content else { throw mismatch(yaml, key: key) }
    let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.allSatisfy(\.isNameDigit) else { throw mismatch(yaml, key: key) }
    guard let value = Int(text) else {
      let expected = "a whole number of at most 18 digits"
      throw Diagnostic(.outOfRange(key: key, expected: expected, found: yaml.found), at: yaml.span)
    }
    return value
  }

  /// The digits.
  public var canonical: String { String(self) }
}

extension Double: SchemaValue {
  /// What a message says was expected.
  public static let expectation = "a number"

  /// Reads a finite decimal number.
  public static func read(_ yaml: YAML, key: String) throws -> Double {
    guard case .scalar(let text, quoted: false) = yaml.content, let value = Double(text), value.isFinite,
      !text.lowercased().hasPrefix("0x")
    else { throw mismatch(yaml, key: key) }
    return value
  }

  /// The shortest decimal that reads back as the same number.
  public var canonical: String { description }
}

extension Bool: SchemaValue {
  /// What a message says was expected.
  public static let expectation = "true or false"

  /// Reads the two words alone: YAML's yes, no, on and off are texts here.
  public static func read(_ yaml: YAML, key: String) throws -> Bool {
    switch yaml.content {
    case .scalar("true", quoted: false): return true
    case .scalar("false", quoted: false): return false
    default: throw mismatch(yaml, key: key)
    }
  }

  /// The word.
  public var canonical: String { description }
}

extension String: SchemaValue {
  /// What a message says was expected.
  public static let expectation = "a text"

  /// Reads a scalar that is not blank.
  public static func read(_ yaml: YAML, key: String) throws -> String {
    guard let text = yaml.text else { throw mismatch(yaml, key: key) }
    let trimmed = text.trimmingPrefix(while: \.isWhitespace)
    guard !trimmed.isEmpty else { throw Diagnostic(.emptyText(key: key), at: yaml.span) }
    return text
  }

  /// The text in quotation marks, with escapes.
  public var canonical: String {
    let escaped = unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case "\n": "\\n"
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }
}

extension UInt64: SchemaValue {
  /// What a message says was expected.
  public static let expectation = "a whole number from 0 to 18446744073709551615"

  /// Reads digits.
  public static func read(_ yaml: YAML, key: String) throws -> UInt64 {
    guard case .scalar(let text, quoted: false) = yaml.content, let value = UInt64(text) else {
      throw mismatch(yaml, key: key)
    }
    return value
  }

  /// The digits.
  public var canonical: String { String(self) }
}

extension Optional: SchemaValue where Wrapped: SchemaValue {
  /// What a message says was expected: the value, since an absent one is not written.
  public static var expectation: String { Wrapped.expectation }

  /// Reads a value that is there.
  public static func read(_ yaml: YAML, key: String) throws -> Wrapped? { try Wrapped.read(yaml, key: key) }

  /// The value's spelling, or 'none'.
  public var canonical: String { map(\.canonical) ?? "none" }
}

extension Array: SchemaValue where Element: SchemaValue {
  /// What a message says was expected.
  public static var expectation: String { "a list, each item \(Element.expectation)" }

  /// A list; a single value stands for a list of one.
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

  /// Reads one of the words.
  public static func read(_ yaml: YAML, key: String) throws -> Self {
    guard let text = yaml.text else { throw mismatch(yaml, key: key) }
    guard let value = Self(rawValue: text) else {
      throw Diagnostic(
        .unknownChoice(key: key, found: text, choices: allCases.map(\.rawValue)), at: yaml.span)
    }
    return value
  }

  /// The word.
  public var canonical: String { rawValue }
}
