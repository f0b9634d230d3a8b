import Yams

/// A YAML value with its place in the file it stands in.
public struct YAML: Sendable {
  /// The three shapes a YAML value has. A scalar keeps its text; quoted says that it is a text and no number.
  public indirect enum Content: Sendable {
    case scalar(String, quoted: Bool)
    case sequence([YAML])
    case mapping(YAMLMapping)
  }

  /// The value.
  public let content: Content
  /// Where it stands.
  public let span: SourceSpan

  /// How a message calls what was found.
  public var found: String {
    switch content {
    case .scalar("", quoted: false): "nothing"
    case .scalar(let text, _): "'\(text.count > 40 ? text.prefix(40) + "..." : text)'"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  /// The value as a message shows it: a scalar's text or a list's items.
  var shown: String {
    if let items { return "[\(items.map { $0.text ?? "..." }.joined(separator: ", "))]" }
    return text ?? found
  }

  /// The text of a scalar.
  public var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// The entries of a mapping.
  public var entries: YAMLMapping? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// The items of a list.
  public var items: [YAML]? {
    if case .sequence(let items) = content { items } else { nil }
  }
}

/// The entries of a mapping: keys with their values, in the author's order.
public typealias YAMLMapping = [(key: YAML, value: YAML)]

extension YAMLMapping {
  /// The value of a key, if there is one.
  public subscript(key: String) -> YAML? { first { $0.key.text == key }?.value }
}

extension YAML {
  /// Parses lines of a file as one YAML mapping with distinct text keys; empty text is an empty mapping.
  ///
  /// - Parameters:
  ///   - text: the YAML, cut from file.
  ///   - line: the line of file at which text begins (from 1).
  ///   - indent: how many columns of every line were cut off.
  /// - Throws: a `Diagnostic` at the place of the first mistake.
  public static func mapping(
    _ text: String, in file: SourceFile, from line: Int, indent: Int = 0
  ) throws -> YAMLMapping {
    let reader = YAMLReader(file: file, firstLine: line, indent: indent)
    try reader.rejectWhatTheParserCannotBear(text)
    do {
      // The parser owns the anchors, and nodes refer to them weakly: it must outlive the look at them.
      // Every scalar stays a text, and the encoding is given, since the parser would look for it in the environment.
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      guard let node = try parser.singleRoot() else { return [] }
      let value = try withExtendedLifetime(parser) { try reader.value(node, depth: 0) }
      if case .scalar("", quoted: false) = value.content { return [] }
      guard let entries = value.entries else {
        throw Diagnostic(.notAMapping(found: value.found), at: value.span)
      }
      return entries
    } catch let error as YamlError {
      throw reader.diagnostic(error)
    }
  }
}
