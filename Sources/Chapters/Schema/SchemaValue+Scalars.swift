extension Int: SchemaValue {
  /// What a message says was expected.
  public static let expectation = "a whole number"

  /// Reads digits with or without a sign; throws a `Diagnostic` for anything else, a quoted number among it.
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

  /// Reads a finite decimal number; throws a `Diagnostic` for anything else.
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

  /// Reads the two words; throws a `Diagnostic` for all others, such as YAML's yes, no, on and off.
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

  /// Reads a scalar; throws a `Diagnostic` where it is blank or none.
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

  /// Reads digits; throws a `Diagnostic` for anything else.
  public static func read(_ yaml: YAML, key: String) throws -> UInt64 {
    guard case .scalar(let text, quoted: false) = yaml.content, let value = UInt64(text) else {
      throw mismatch(yaml, key: key)
    }
    return value
  }

  /// The digits.
  public var canonical: String { String(self) }
}
