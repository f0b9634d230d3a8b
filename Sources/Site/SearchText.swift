/// The plain text of a page's sections, taken from its HTML.
struct SearchText {
  /// What a heading introduces, up to the next.
  struct Section: Equatable {
    /// The fragment that leads there; empty for what stands before the first heading.
    var anchor = ""
    var heading = ""
    var text = ""
  }

  /// In reading order; those without any text are left out.
  private(set) var sections: [Section] = []
  private var section = Section()
  private var isInHeading = false

  /// - Parameter html: what the markup renderer wrote, with marks as plain text.
  init(_ html: String) {
    var rest = html[...]
    while let start = rest.utf8.firstIndex(of: UInt8(ascii: "<")) {
      add(rest[..<start])
      let end = rest[start...].utf8.firstIndex(of: UInt8(ascii: ">")) ?? rest.index(before: rest.endIndex)
      read(rest[start...end])
      rest = rest[rest.index(after: end)...]
    }
    add(rest)
    finish()
  }

  private mutating func read(_ tag: Substring) {
    let anchor = "<a class=\"anchor\" id=\""
    // A footnote's number is no part of the word before it.
    if tag.hasPrefix("<sup") { add(" ") }
    if tag.hasPrefix("</h") {
      isInHeading = false
    } else if tag.hasPrefix("<h"), tag.dropFirst(2).first?.isNumber == true {
      finish()
      isInHeading = true
    } else if isInHeading, tag.hasPrefix(anchor) {
      section.anchor = String(tag.dropFirst(anchor.count).prefix { $0 != "\"" })
    }
  }

  private mutating func add(_ text: Substring) {
    if isInHeading { section.heading += text } else { section.text += text }
  }

  private mutating func finish() {
    section.heading = Self.plain(section.heading)
    section.text = Self.plain(section.text)
    if !section.heading.isEmpty || !section.text.isEmpty { sections.append(section) }
    section = Section()
  }

  /// Without entities and repeated blanks.
  private static func plain(_ text: String) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")]
    let all = entities.reduce(text) { $0.substituting($1.1, for: $1.0) }
    // Looking at characters instead takes many times as long.
    let words = all.unicodeScalars.split {
      $0.isASCII ? $0 == " " || "\t"..."\r" ~= $0 : $0.properties.isWhitespace
    }
    return words.map { String(Substring($0)) }.joined(separator: " ")
  }
}
