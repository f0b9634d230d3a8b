extension MarkScanner {
  /// What may stand where an item, a quotation or a paragraph begins.
  mutating func liftBeginning() {
    switch role {
    case .item: liftTask()
    case .quotation: liftCallout()
    case .heading(let line): readHeadingID(line)
    case .paragraph, .line: break
    }
  }

  private mutating func liftTask() {
    guard scalars.count > 3, scalars[0] == "[", scalars[2] == "]", scalars[3].isBlank,
      " xX".unicodeScalars.contains(scalars[1])
    else { return }
    lift(.task(isDone: scalars[1] != " "), to: 3)
  }

  private mutating func liftCallout() {
    guard scalars.starts(with: "[!".unicodeScalars), let close = scalars.prefix(40).firstIndex(of: "]"),
      scalars[2..<close].allSatisfy(\.isLetterOfASCII), close > 2
    else { return }
    let name = string(2..<close)
    guard let callout = Callout(rawValue: name.lowercased()) else {
      let known = Callout.allCases.map { $0.rawValue.uppercased() }
      return collector.report(.unknownCallout(name, known: known), at: span(0..<close + 1))
    }
    lift(.callout(callout), to: close + 1)
  }

  /// `{#id}` at a heading's end, which the scan then passes over.
  private func readHeadingID(_ line: Int) {
    guard let range = headingIDRange else { return }
    let id = string(range.lowerBound + 2..<range.upperBound - 1)
    guard Identifier.isValid(id) else {
      return collector.report(.invalidIdentifier(id), at: span(range))
    }
    collector.headingIDs[line] = (id, span(range))
  }

  /// The braces at the end of a heading, behind which only the heading's own marks stand.
  private var headingIDRange: Range<Int>? {
    let line = text.starts.count > 1 ? text.starts[1] - 1 : scalars.count
    var end = line
    while end > 0, scalars[end - 1] == " " || scalars[end - 1] == "#" { end -= 1 }
    guard end > 2, scalars[end - 1] == "}", let open = scalars[..<end].lastIndex(of: "{"),
      scalars[open + 1] == "#"
    else { return nil }
    return open..<end
  }

  /// `{#id}` of a heading, `{width=50%}` of a picture; other attributes would be printed.
  mutating func liftAttributes() {
    let rest = scalars[index..<min(index + 200, scalars.count)]
    guard let close = rest.firstIndex(of: "}"), !rest[..<close].contains("\n") else { return copy(1) }
    let inner = string(index + 1..<close)
    if case .heading(let line) = role, collector.headingIDs[line] != nil, headingIDRange?.lowerBound == index
    {
      return skip(to: close + 1)
    }
    let isBehindLink = index > 0 && scalars[index - 1] == ")"
    if isBehindLink, let width = Self.width(inner) { return lift(.width(width), to: close + 1) }
    let isAttached = isBehindLink || (index > 0 && "]`".unicodeScalars.contains(scalars[index - 1]))
    if inner.hasPrefix("#") || isAttached, Self.isAttribute(inner) {
      collector.report(.unknownAttributes("{\(inner)}"), at: span(index..<close + 1))
    }
    copy(1)
  }

  /// The width that `width=50%` gives: a number, alone or with a unit that pages know.
  private static func width(_ text: String) -> String? {
    let parts = text.split(separator: "=", omittingEmptySubsequences: false).map {
      $0.filter { $0 != " " && $0 != "\"" }
    }
    guard parts.count == 2, parts[0] == "width" else { return nil }
    let unit = ["%", "px", "em"].first(where: parts[1].hasSuffix) ?? ""
    let number = parts[1].dropLast(unit.count)
    guard 1...8 ~= number.count, number.allSatisfy({ $0.isNameDigit || $0 == "." }), Double(number) != nil
    else {
      return nil
    }
    return String(parts[1])
  }

  /// Whether a text in braces is an id, a class or a key with a value.
  private static func isAttribute(_ text: String) -> Bool {
    let text = text.drop { $0 == " " }
    guard let first = text.first else { return false }
    if first == "#" || first == "." { return text.dropFirst().first?.isLetter == true }
    return text.drop { $0.isASCII && $0.isLetter || $0 == "-" }.drop { $0 == " " }.first == "="
      && first != "="
  }

  /// `~~text~~`, with no blank inside the tildes.
  mutating func liftStrike() {
    if strikeEnds.contains(index) { return lift(.strike(isOpening: false), to: index + 2) }
    guard peek(2) != "~", index == 0 || scalars[index - 1] != "~", let next = peek(2), !next.isBlank,
      let close = find("~~", from: index + 3), !scalars[close - 1].isBlank,
      close + 2 == scalars.count || scalars[close + 2] != "~"
    else { return copy(scalars[index...].prefix { $0 == "~" }.count) }
    strikeEnds.insert(close)
    lift(.strike(isOpening: true), to: index + 2)
  }

  /// `:::` is another tool's fence.
  mutating func refuseFence() {
    let end = scalars[index...].firstIndex(of: "\n") ?? scalars.count
    collector.report(.colonFence, at: span(index..<end))
    copy(end - index)
  }
}
