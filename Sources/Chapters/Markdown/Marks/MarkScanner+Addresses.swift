extension MarkScanner {
  /// An address that stands in the text: `https://...`, `http://...` or `www....`, behind a blank or a bracket.
  mutating func liftAddress() {
    let starts = ["https://", "http://", "www."]
    guard index == 0 || isBoundary(scalars[index - 1]),
      let start = starts.first(where: { scalars[index...].starts(with: $0.unicodeScalars) })
    else { return copyWord() }
    var end =
      scalars[index...].firstIndex { $0.isBlank || "<[]".unicodeScalars.contains($0) || $0.value < 0x20 }
      ?? scalars.count
    end = trimmed(end)
    guard end > index + start.count,
      scalars[index + start.count].properties.isAlphabetic
        || scalars[index + start.count].isDigitOfASCII
    else { return copyWord() }
    lift(.address(string(index..<end)), to: end)
  }

  private mutating func copyWord() {
    copy(max(1, scalars[index...].prefix { $0.isWordOfASCII }.count))
  }

  private func isBoundary(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isBlank || "([{*_~\"'".unicodeScalars.contains(scalar) || !scalar.isASCII
  }

  /// Without punctuation at the end, and without a bracket that was not opened within.
  private func trimmed(_ end: Int) -> Int {
    var end = end
    var surplus = 0
    for scalar in scalars[index..<end] { surplus += scalar == ")" ? 1 : scalar == "(" ? -1 : 0 }
    while end > index {
      let last = scalars[end - 1]
      if last == ")", surplus > 0 {
        surplus -= 1
      } else if !"?!.,:;*_~'\"]}".unicodeScalars.contains(last)
        && (last.isASCII || !last.properties.isPunctuationOfCJK)
      {
        break
      }
      end -= 1
    }
    return end
  }

  /// The address behind a link's brackets, in which nothing is looked for.
  mutating func copyDestination() {
    copy(2)
    guard let end = destinationEnd() else { return }
    copy(end - index)
  }

  /// Where an address ends that a bracket or a title follows: in angle brackets, or without blanks and in balance.
  private func destinationEnd() -> Int? {
    let limit = min(index + Self.longestTag, scalars.count)
    var (at, depth) = (index, 0)
    if at < limit, scalars[at] == "<" {
      return scalars[at..<limit].firstIndex(of: ">").map { $0 + 1 }
    }
    while at < limit, !scalars[at].isBlank {
      switch scalars[at] {
      case "\\": at += 1
      case "(": depth += 1
      case ")" where depth == 0: return at
      case ")": depth -= 1
      default: break
      }
      at += 1
    }
    guard depth == 0, at < limit else { return nil }
    let next = scalars[at..<limit].first { !$0.isBlank }
    return next.map { "\"'()".unicodeScalars.contains($0) } == true ? at : nil
  }

  /// Raw HTML, a comment or an address in angle brackets: nothing is looked for within.
  mutating func copyMarkup() {
    guard let end = markupEnd() else { return copy(1) }
    copy(end - index)
  }

  /// How many characters of a tag are looked at.
  private static let longestTag = 2000

  private mutating func markupEnd() -> Int? {
    guard let next = peek(1) else { return nil }
    switch next {
    case "!" where peek(2) == "-" && peek(3) == "-": return find("-->", from: index + 4).map { $0 + 3 }
    case "!": return peek(2)?.isLetterOfASCII == true ? find(">", from: index + 2).map { $0 + 1 } : nil
    case "?": return find("?>", from: index + 2).map { $0 + 2 }
    default: break
    }
    guard next.isLetterOfASCII || next == "/" else { return nil }
    var at = index + 1
    while at < min(index + Self.longestTag, scalars.count) {
      switch scalars[at] {
      case ">": return at + 1
      case "<": return nil
      case "\"", "'":
        // A quotation mark within an address is no attribute's.
        if scalars[at - 1] == "=", let close = find(String(scalars[at]), from: at + 1) { at = close }
      default: break
      }
      at += 1
    }
    return nil
  }
}

extension Unicode.Scalar.Properties {
  fileprivate var isPunctuationOfCJK: Bool {
    switch generalCategory {
    case .otherPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation: true
    default: false
    }
  }
}
