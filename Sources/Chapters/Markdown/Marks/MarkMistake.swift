/// What can be wrong with the marks of a text, and what a page would leave out or print as it stands.
enum MarkMistake: Complaint, Equatable {
  case tooManyMarks(limit: Int)
  case invalidIdentifier(String)
  case malformedValue(String)
  // Formulas.
  case formulaWithBlanks(String)
  case formulaUnclosed
  case environmentUnclosed(String)
  case texCommand(String)
  // Footnotes.
  case unknownFootnote(String, known: [String])
  case footnoteInCaption(String)
  case duplicateFootnote(String)
  case unusedFootnote(String)
  // Tables.
  case tableHeading(cells: Int, rules: Int)
  case tableRow(cells: Int, columns: Int)
  // What other tools read.
  case unknownCallout(String, known: [String])
  case unknownAttributes(String)
  case colonFence
  case shortcode(String)
  case rawHTML(String)
  case dangerousLink(String)
  /// ` #` begins a comment in YAML.
  case cutByComment(String)

  /// What is wrong, and what was expected instead.
  var message: String {
    switch self {
    case .tooManyMarks(let limit): "more than \(limit) formulas and references in one chapter"
    case .invalidIdentifier(let id): "'\(id)' is no id"
    case .malformedValue(let text): "'\(text)' is no value: it reads {{id.name}}"
    case .formulaWithBlanks(let text): "'\(text)' is no formula: a blank stands inside its dollars"
    case .formulaUnclosed: "the formula that begins here is never closed"
    case .environmentUnclosed(let name): "\\begin{\(name)} has no \\end{\(name)} in its paragraph"
    case .texCommand(let text): "'\(text)' would be printed as it stands"
    case .unknownFootnote(let label, _): "no footnote has the label '\(label)'"
    case .footnoteInCaption(let label):
      "a caption, a title and a table's cell have no footnotes: '[^\(label)]'"
    case .duplicateFootnote(let label): "the footnote '\(label)' is given twice"
    case .unusedFootnote(let label): "nothing refers to the footnote '\(label)', so that no page shows it"
    case .tableHeading(let cells, let rules):
      "the table's heading has \(count(cells, "cell")), the line of hyphens beneath it \(rules)"
    case .tableRow(let cells, let columns):
      "the row has \(count(cells, "cell")), the table \(count(columns, "column"))"
    case .unknownCallout(let name, _): "'[!\(name)]' is no callout"
    case .unknownAttributes(let text): "'\(text)' would be printed as it stands"
    case .colonFence: "':::' would be printed as it stands"
    case .shortcode(let text): "'\(text)' would be printed as it stands"
    case .rawHTML(let text):
      "HTML is left out of the page: '\(text.count > 60 ? text.prefix(60) + "..." : text)'"
    case .dangerousLink(let target):
      "the link to '\(target.prefix(40))' is left out of the page: a browser would run it or open a file"
    case .cutByComment(let rest): "the text ends before '\(rest)', which YAML takes for a comment"
    }
  }

  private func count(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }

  /// What to do about it.
  var help: String? {
    switch self {
    case .tooManyMarks: "split the chapter in two"
    case .invalidIdentifier: "an id starts with a letter and has lower-case letters, digits and hyphens"
    case .malformedValue: "for example {{digits.loss}}; inside `backticks` it stays as it is"
    case .formulaWithBlanks: "write $x$ without blanks inside, or \\$ for a dollar"
    case .formulaUnclosed: "close it with $$ before the paragraph ends, or write \\$\\$ for two dollars"
    case .environmentUnclosed: "end it there, without an empty line inside"
    case .texCommand: "write @id for a figure, a table or an equation, and [@key] for a source"
    case .unknownFootnote(let label, let known):
      Suggestion.nearest(to: label, among: known).map { "did you mean '\($0)'?" }
        ?? "write it beneath, as a line '[^\(label)]: text'"
    case .footnoteInCaption: "put it into the text"
    case .duplicateFootnote: "give one of them another label"
    case .unusedFootnote(let label): "write [^\(label)] where it belongs, or remove it"
    case .tableHeading, .tableRow: "separate cells with |, and write \\| for a bar within a cell"
    case .unknownCallout(_, let known): "known: \(known.joined(separator: ", "))"
    case .unknownAttributes:
      "known: {width=50%} behind a picture, {#id} behind a heading, an equation or a table's caption"
    case .colonFence: "for a note in a box begin a quotation with the line '> [!NOTE]'"
    case .shortcode: "known: {{< include file.md >}} in a line of its own, {{name}} and {{id.name}}"
    case .rawHTML(let text): remedy(forHTML: text)
    case .dangerousLink: "link to an address on the web, or to a file of the report's folder"
    case .cutByComment: "put the whole text into quotation marks: '...'"
    }
  }

  private func remedy(forHTML text: String) -> String {
    let name = text.drop { "</".contains($0) }.prefix { $0.isLetter || $0.isNumber }.lowercased()
    return switch name {
    case "img": "write ![text](file.png){width=50%}"
    case "a": "write [text](address), and {#id} behind a heading to link to it"
    case "sub", "sup": "write a formula, such as H$_2$O or 10$^3$"
    case "br": "end the line with a backslash"
    case "b", "strong", "i", "em": "write **bold** or *italic*"
    case "s", "del", "strike": "write ~~text~~"
    case "code", "pre", "kbd", "tt": "write `code`, or a listing between lines of three backticks"
    case "table", "tr", "td", "th": "write a table with | between the cells"
    case "details", "summary", "div", "span", "center", "p": "write the text in Markdown, without the tags"
    default: "write it in Markdown, or put `backticks` around what is meant as it stands"
    }
  }
}
