import Yams

/// Turns Yams' nodes and errors into ours, with positions in the file around the YAML.
struct YAMLReader {
  let file: SourceFile
  let firstLine: Int
  let indent: Int

  func span(_ mark: Mark?, length: Int = 1) -> SourceSpan {
    span(line: mark?.line ?? 1, column: mark?.column ?? 1, length: length)
  }

  /// A place in the YAML as a place in the file; both count from 1.
  func span(line: Int, column: Int, length: Int = 1) -> SourceSpan {
    let position = SourcePosition(line: firstLine + line - 1, column: indent + column)
    return SourceSpan(file, at: position, length: length)
  }

  func value(_ node: Node, depth: Int) throws -> YAML {
    guard depth < 32 else { throw Diagnostic(.nestedTooDeep, at: span(node.mark)) }
    guard node.anchor == nil else { throw Diagnostic(.anchorInYAML, at: span(node.mark)) }
    switch node {
    case .scalar(let scalar):
      let quoted = scalar.style != .plain && scalar.style != .any
      if scalar.style == .doubleQuoted, let tex = TeXInQuotes.first(at: span(scalar.mark)) {
        throw Diagnostic(.texInDoubleQuotes(tex.command), at: tex.span)
      }
      let length = scalar.string.unicodeScalars.count + (quoted ? 2 : 0)
      return YAML(
        content: .scalar(scalar.string, quoted: quoted), span: span(scalar.mark, length: min(length, 60)))
    case .sequence(let sequence):
      let items = try sequence.map { try value($0, depth: depth + 1) }
      return YAML(content: .sequence(items), span: span(sequence.mark))
    case .mapping(let mapping):
      return YAML(content: .mapping(try entries(mapping, depth: depth)), span: span(mapping.mark))
    case .alias(let alias):
      throw Diagnostic(.anchorInYAML, at: span(alias.mark))
    }
  }

  private func entries(_ mapping: Node.Mapping, depth: Int) throws -> YAMLMapping {
    var seen: Set<String> = []
    return try mapping.map { key, entry in
      let key = try value(key, depth: depth + 1)
      guard let name = key.text else {
        throw Diagnostic(.wrongType(key: "a key", expected: "a word", found: key.found), at: key.span)
      }
      guard seen.insert(name).inserted else { throw Diagnostic(.duplicateKey(name), at: key.span) }
      return (key, try value(entry, depth: depth + 1))
    }
  }

  /// Tabs get a clearer message here than in libyaml, deep nesting would exhaust its composer's stack, and
  /// many aliases of aliases would keep it busy for ever (anchors that are few are found among the nodes).
  func rejectWhatTheParserCannotBear(_ text: String) throws {
    var open = 0
    var anchors = 0
    var aliases = 0
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (offset, line) in lines.enumerated() {
      let lead = line.prefix { $0 == .blank || $0 == .tab }
      if lead.contains(.tab), lead.count < line.count {
        throw Diagnostic(.tabInYAML, at: span(line: offset + 1, column: lead.prefix { $0 != .tab }.count + 1))
      }
      for byte in line {
        if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { open += 1 }
        if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { open = max(0, open - 1) }
      }
      let parts = line.split { $0 == .blank || "[{,".utf8.contains($0) }
      for word in parts where word.dropFirst().first != nil {
        if word.first == UInt8(ascii: "&") { anchors += 1 }
        if word.first == UInt8(ascii: "*") { aliases += 1 }
      }
      if anchors > 20 || (anchors > 0 && aliases > 50) {
        throw Diagnostic(.anchorInYAML, at: span(line: offset + 1, column: 1))
      }
      let words = line.split { $0 == .blank }
      let marks = words.prefix { $0.count == 1 && "-?".utf8.contains($0[$0.startIndex]) }
      if max(open, marks.count, lead.count) > 200 {
        throw Diagnostic(.nestedTooDeep, at: span(line: offset + 1, column: 1))
      }
    }
  }

  func diagnostic(_ error: YamlError) -> Diagnostic {
    switch error {
    case .scanner(let context?, let problem, _, _) where problem == "found unexpected end of stream":
      // Where the quotation mark or the bracket stands that is never closed; the end of the text helps nobody.
      return Diagnostic(.invalidYAML("what starts here is never closed"), at: span(context.mark))
    case .scanner(_, "found unknown escape character", let mark, _):
      return Diagnostic(.unknownEscape, at: span(mark))
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return Diagnostic(.invalidYAML(problem), at: span(mark))
    case .duplicatedKeysInMapping(let keys, let context):
      return Diagnostic(
        .duplicateKey(keys.first ?? ""), at: span(context.mark, length: keys.first?.count ?? 1))
    case .reader(let problem, _, _, _):
      return Diagnostic(.invalidYAML(problem), at: span(nil))
    default:
      return Diagnostic(.invalidYAML("\(error)"), at: span(nil))
    }
  }
}

extension UInt8 {
  fileprivate static let blank = UInt8(ascii: " ")
  fileprivate static let tab = UInt8(ascii: "\t")
}
