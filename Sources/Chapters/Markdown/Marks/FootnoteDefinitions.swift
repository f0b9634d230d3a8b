/// The footnotes of a text, taken out of its lines: `[^label]: text`, with further lines indented by four blanks.
struct FootnoteDefinitions {
  /// The labels in order, each with its place.
  private(set) var labels: [(label: String, span: SourceSpan)] = []
  /// Their texts as quotations of their own, a blank line behind each.
  private(set) var lines: [SourceLine] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// Whether a text may have some.
  static func mayBe(in lines: [SourceLine]) -> Bool { lines.contains { label(of: $0.text) != nil } }

  /// - Parameters:
  ///   - text: the lines; those of footnotes are left blank.
  ///   - code: the lines in which nothing is looked for.
  init(takenFrom text: inout [SourceLine], code: Set<Int>) {
    var index = 0
    var met: Set<String> = []
    while index < text.count {
      guard !code.contains(index), let (label, length) = Self.label(of: text[index].text) else {
        index += 1
        continue
      }
      let span = text[index].span(at: 0, length: label.unicodeScalars.count + 3)
      if !met.insert(label).inserted {
        diagnostics.append(Diagnostic(MarkMistake.duplicateFootnote(label), at: span))
      }
      labels.append((label, span))
      let end = Self.end(ofDefinitionAt: index, in: text)
      for line in index..<end {
        let cut = line == index ? length : Self.indentation(text[line].text)
        var rest = text[line].dropping(cut)
        rest.text = "> " + rest.text
        lines.append(rest.shifted(by: -2))
        text[line] = text[line].blank
      }
      lines.append(SourceLine(text: "", origin: .within(span)))
      index = end
    }
  }

  /// The label of a definition, and how many scalars it takes with the blanks behind it.
  private static func label(of line: String) -> (label: String, length: Int)? {
    let lead = line.utf8.prefix(4).prefix { $0 == UInt8(ascii: " ") }.count
    let rest = line.unicodeScalars.dropFirst(lead)
    guard lead < 4, rest.starts(with: "[^".unicodeScalars) else { return nil }
    let label = rest.dropFirst(2).prefix(81).prefix { $0 != "]" && !$0.isBlank }
    let end = rest.dropFirst(2 + label.count)
    guard 1...80 ~= label.count, end.starts(with: "]:".unicodeScalars) else { return nil }
    let blanks = end.dropFirst(2).prefix { $0 == " " || $0 == "\t" }.count
    return (String(label), lead + label.count + 4 + blanks)
  }

  private static func end(ofDefinitionAt start: Int, in text: [SourceLine]) -> Int {
    var (end, index) = (start + 1, start + 1)
    while index < text.count {
      let line = text[index].text
      let isBlank = line.allSatisfy(\.isWhitespace)
      let isLazy = index == end && !isBlank && label(of: line) == nil && !beginsBlock(line)
      guard isBlank || indentation(line) == 4 || line.hasPrefix("\t") || isLazy else { break }
      index += 1
      if !isBlank { end = index }
    }
    return end
  }

  private static func beginsBlock(_ line: String) -> Bool {
    ["#", ">", "```", "~~~", "$$", "- ", "* ", "+ "].contains { line.drop { $0 == " " }.hasPrefix($0) }
      || line.drop { $0 == " " }.first?.isNameDigit == true
  }

  /// The blanks before a further line that are the footnote's.
  private static func indentation(_ line: String) -> Int {
    line.hasPrefix("\t") ? 1 : line.prefix(4).prefix { $0 == " " }.count
  }
}

extension SourceLine {
  /// The line with characters of ours before it, which have no place.
  fileprivate func shifted(by count: Int) -> SourceLine {
    guard case .file(let file, let line, let column) = origin else { return self }
    return SourceLine(text: text, origin: .file(file, line: line, column: column + count))
  }
}
