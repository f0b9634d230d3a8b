import Chapters
import Figures
import Pipeline

/// `{table}`: rows of texts and measured values.
struct TableDirective: Directive {
  var columns: [AuthorText] = []
  var rows: [[AuthorText]] = []

  static let name = "table"
  static let summary = "a table of texts and of values that other blocks measured"
  static let shows = Showing.table
  static let isRandom = false
  static let example = """
    ```{table} summary
    columns: [network, parameters, final loss]
    rows:
      - [denoiser, "{{denoiser.parameters}}", "{{denoiser.loss}}"]
      - [pure noise, "{{dreamer.parameters}}", "{{dreamer.loss}}"]
    caption: The two networks.
    ```
    """

  static var schema: Schema<Self> {
    Schema([
      .required("columns", \.columns, "the columns' names"),
      .required("rows", \.rows, "the rows, each a list of texts; {{id.name}} is a measured value"),
    ])
  }

  var contradictions: [OptionMistake] {
    guard let odd = rows.first(where: { $0.count != columns.count }) else { return [] }
    let expected = "rows of as many cells as there are columns (\(columns.count))"
    return [.outOfRange("rows", expected: expected, found: "one of \(odd.count)")]
  }

  var cells: [AuthorText] { columns + rows.joined() }

  func inputs(in surroundings: Surroundings) -> Inputs {
    Inputs(
      blocks: rows.joined().flatMap(Self.values).map {
        BlockInput(option: "rows", id: $0.block, value: $0.name)
      })
  }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let rows = try rows.map { try $0.map { try Self.resolved($0, in: context) } }
    let columns = columns.enumerated().map { index, name in
      let isNumeric = rows.allSatisfy { $0[index].wholeMatch(of: #/[-+0-9.,e×⁻⁰¹²³⁴⁵⁶⁷⁸⁹ %]*/#) != nil }
      return Table.Column(name.text, alignment: isNumeric ? .trailing : .leading)
    }
    return BlockOutput(.table(Table(columns: columns, rows: rows)))
  }

  private static func values(in cell: AuthorText) -> [(block: String, name: String)] {
    cell.marked.marks.compactMap { placed in
      if case .value(let block, let name) = placed.mark { (block, name) } else { nil }
    }
  }

  /// The cell with its values' numbers; other marks keep their source.
  private static func resolved(_ cell: AuthorText, in context: RunContext) throws -> String {
    var (text, rest) = ("", cell.text[...])
    for placed in cell.marked.marks {
      guard case .value(let block, let name) = placed.mark, let found = rest.firstRange(of: placed.source)
      else {
        continue
      }
      text += rest[..<found.lowerBound] + (try context.value(name, of: block).text)
      rest = rest[found.upperBound...]
    }
    return text + rest
  }
}
