import Chapters
import Figures
import Pipeline
import SharedDirectives

/// Where an axis or a series has its numbers from: a column of the plot's file, or a list.
enum PlotNumbers: SchemaValue {
  /// The name of a column, and where the author wrote it.
  case column(String, SourceSpan)
  case list([PlotItem])

  static let expectation = "the name of a column, or a list of numbers and of values {{id.name}}"

  static func read(_ yaml: YAML, key: String) throws -> PlotNumbers {
    guard yaml.items == nil else { return .list(try [PlotItem].read(yaml, key: key)) }
    if let text = yaml.text, AuthorText.value(text) != nil {
      return .list([try PlotItem.read(yaml, key: key)])
    }
    return .column(try String.read(yaml, key: key), yaml.span)
  }

  var canonical: String {
    switch self {
    case .column(let name, _): name.canonical
    case .list(let items): items.canonical
    }
  }

  /// The name of the column, if it is one.
  var columnName: String? { if case .column(let name, _) = self { name } else { nil } }
  /// The items, if it is a list.
  var items: [PlotItem]? { if case .list(let items) = self { items } else { nil } }
}

/// An item of a list: a number, a value that a block measured, or a word.
enum PlotItem: SchemaValue {
  case number(Double, SourceSpan)
  case value(block: String, name: String, SourceSpan)
  case word(String, SourceSpan)

  static let expectation = "a number or a value {{id.name}}"

  static func read(_ yaml: YAML, key: String) throws -> PlotItem {
    if case .scalar(_, quoted: false) = yaml.content, let number = try? Double.read(yaml, key: key) {
      return .number(number, yaml.span)
    }
    let text = try String.read(yaml, key: key)
    if let (block, name) = AuthorText.value(text) { return .value(block: block, name: name, yaml.span) }
    return .word(text, yaml.span)
  }

  var canonical: String {
    switch self {
    case .number(let number, _): number.canonical
    case .value(let block, let name, _): "{{\(block).\(name)}}"
    case .word(let text, _): text.canonical
    }
  }

  var span: SourceSpan {
    switch self {
    case .number(_, let span), .value(_, _, let span), .word(_, let span): span
    }
  }

  /// The word, if it is one.
  var word: String? { if case .word(let text, _) = self { text } else { nil } }

  /// What stands under a bar.
  var label: String {
    switch self {
    case .number(let number, _): NumberText.prose.plain(number)
    case .value, .word: word ?? canonical
    }
  }
}
