import Chapters
import Foundation

/// What stands around a tag.
struct TemplateDelimiters {
  var start = "{{"
  var end = "}}"

  init() {}

  /// Those that a tag such as `{{=<% %>=}}` sets; nil if it is none.
  init?(_ tag: Substring) {
    let words = tag.dropFirst().dropLast().split(whereSeparator: \.isWhitespace)
    guard words.count == 2 else { return nil }
    (start, end) = (String(words[0]), String(words[1]))
  }
}

/// A tag of a template, its sort first: `> opening`.
struct TemplateTag {
  let text: Substring
  let span: SourceSpan

  /// The first word behind the sort.
  var name: String { String(text.dropFirst().drop(while: \.isWhitespace).prefix { !$0.isWhitespace }) }

  /// The names of the values that it asks for: `words` and `data` of `{{words.data}}`, `chapters` of `{{#reversed(chapters)}}`.
  var names: [String] {
    guard let first = text.first, !"!>/<$=%".contains(first) else { return [] }
    let asked = "#^&{".contains(first) ? text.dropFirst() : text
    let inner = asked.split(separator: "(").last?.prefix { $0 != ")" } ?? ""
    let isCall = asked.contains("()")
    return isCall ? [] : inner.split(separator: ".").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// The name of a section's value, whatever is done to the value before: `chapters` of `# reversed(chapters)`.
  var value: String? {
    let inner = name.split(separator: "(").last?.prefix { $0 != ")" }
    return inner?.split(separator: ".").last.map(String.init)
  }
}

/// Goes from tag to tag of a template.
struct TemplateScanner {
  private let file: SourceFile
  private var rest: Substring
  private var position = SourcePosition(line: 1, column: 1)

  init(_ file: SourceFile) {
    self.file = file
    rest = file.text[...]
  }

  /// The next tag; nil behind the last. What is wrong with a tag that has no end the parser says.
  mutating func next(between delimiters: TemplateDelimiters) -> TemplateTag? {
    guard let start = rest.firstRange(of: delimiters.start) else { return nil }
    move(to: start.lowerBound)
    let inside = rest[start.upperBound...]
    guard let end = inside.firstRange(of: delimiters.end) else { return nil }
    let length = rest[..<end.upperBound].unicodeScalars.count
    let tag = TemplateTag(
      text: inside[..<end.lowerBound], span: SourceSpan(file, at: position, length: length))
    move(to: end.upperBound)
    return tag
  }

  private mutating func move(to index: String.Index) {
    for scalar in rest[..<index].unicodeScalars {
      position.column += 1
      if scalar == "\n" { position = SourcePosition(line: position.line + 1, column: 1) }
    }
    rest = rest[index...]
  }
}
