/// The part of KaTeX's style sheet that some formulas need: most of it is for sizes and fonts that few reports have.
///
/// The sheet is flat, rules one after the other. A rule stays if all classes of one of its selectors stand in a formula,
/// and a font if a rule that stays names its family.
struct FormulaStyle {
  /// The rules.
  let text: String
  /// The files of the fonts, by their names.
  let fonts: Set<String>

  private static let fontFace = "@font-face"

  /// - Parameters:
  ///   - sheet: KaTeX's own.
  ///   - formulas: as HTML.
  init(_ sheet: String, for formulas: some Sequence<String>) {
    let used = Self.classes(in: formulas)
    let rules = sheet.split(separator: "}").compactMap { rule -> (selectors: Substring, body: Substring)? in
      guard let start = rule.firstIndex(of: "{") else { return nil }
      return (rule[..<start], rule[rule.index(after: start)...])
    }
    let needed = rules.compactMap { selectors, body -> (selectors: String, body: Substring)? in
      guard selectors != Self.fontFace else { return nil }
      let kept = selectors.split(separator: ",").filter { used.isSuperset(of: Self.classes(ofSelector: $0)) }
      return kept.isEmpty ? nil : (kept.joined(separator: ","), body)
    }
    let families = Set(needed.flatMap { $0.body.matches(of: #/KaTeX_\w+/#).map(\.0) })
    var (faces, fonts): ([String], Set<String>) = ([], [])
    for (_, body) in rules.filter({ $0.selectors == Self.fontFace }) {
      guard let family = body.firstMatch(of: #/font-family:["']?(KaTeX_\w+)/#)?.1, families.contains(family),
        let font = body.firstMatch(of: #/url\(fonts\/([\w-]+\.woff2)\)/#)?.1
      else { continue }
      let source = "src:url(fonts/\(font)) format(\"woff2\")"
      faces.append("\(Self.fontFace){\(body.replacing(#/src:[^;]*/#) { _ in source })}")
      fonts.insert(String(font))
    }
    text = (faces + needed.map { "\($0.selectors){\($0.body)}" }).joined() + "\n"
    self.fonts = fonts
  }

  /// The names in all attributes `class="..."`; of thousands of formulas, so by their bytes.
  private static func classes(in formulas: some Sequence<String>) -> Set<Substring> {
    let (name, quote) = (Array("class=".utf8), UInt8(ascii: "\""))
    var values: Set<ArraySlice<UInt8>> = []
    for html in formulas {
      let bytes = Array(html.utf8)
      var start: Int?
      for (place, byte) in bytes.enumerated() where byte == quote {
        if let begun = start {
          values.insert(bytes[begun..<place])
          start = nil
        } else if bytes[..<place].suffix(name.count) == name[...] {
          start = place + 1
        }
      }
    }
    return Set(values.flatMap { String(decoding: $0, as: UTF8.self).split(separator: " ") })
  }

  /// The classes that a selector asks for: 'a' and 'b' of '.a .b:not(.c)>svg'.
  private static func classes(ofSelector selector: Substring) -> [Substring] {
    var (names, rest): ([Substring], Substring) = ([], selector)
    while let start = rest.utf8.firstIndex(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "(") }) {
      let isExcluded = rest.utf8[start] == UInt8(ascii: "(")
      rest = rest[rest.utf8.index(after: start)...]
      let end = rest.utf8.firstIndex { isExcluded ? $0 == UInt8(ascii: ")") : !isOfName($0) } ?? rest.endIndex
      if !isExcluded { names.append(rest[..<end]) }
      rest = rest[end...]
    }
    return names
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }
}
