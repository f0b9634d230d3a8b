import Chapters
import Figures
import Pipeline

/// `{table}`: rows of texts and measured values, or those of a CSV file.
struct TableDirective: Directive {
  var columns: [AuthorText]?
  var rows: [[AuthorText]]?
  var data: String?
  var headings: [AuthorText]?
  var digits: [Int]?

  static let name = "table"
  static let summary = "a table of texts and of values that other blocks measured, or of a CSV file"
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

    Rows may come from a CSV file, whose first line has the columns' names:

    ```{table} runs
    data: runs.csv
    columns: [run, loss, seconds]
    headings: [run, final loss, time in s]
    digits: 3
    caption: Three runs.
    ```
    """

  static var schema: Schema<Self> {
    Schema([
      .option("columns", \.columns, "the columns' names; with 'data' those to show, all if left out")
        .required(unless: "data"),
      .option("rows", \.rows, "the rows, each a list of texts; {{id.name}} is a measured value")
        .required(unless: "data"),
      .option("data", \.data, "a CSV file with the rows, in place of 'rows'"),
      .option("headings", \.headings, "what stands above the file's columns; their names if left out"),
      .option(
        "digits", \.digits,
        "how many digits numbers of the file have behind the point: one for all columns, or a list",
        Bound("whole numbers from 0 to 15") { $0?.allSatisfy { 0...15 ~= $0 } ?? true }),
    ])
  }

  func inputs(in surroundings: Surroundings) throws -> Inputs {
    let texts = [
      ("columns", data == nil ? columns ?? [] : []), ("headings", headings ?? []),
      ("rows", (rows ?? []).flatMap(\.self)),
    ]
    return Inputs(
      blocks: texts.flatMap { option, cells in
        cells.flatMap(Self.values).map { BlockInput(option: option, id: $0.block, value: $0.name) }
      }, files: try data.map { [try surroundings.givenFile($0, option: "data")] } ?? [])
  }

  /// Of a file only the headings are the author's; its cells are data, and so are the names that choose its columns.
  var authored: AuthoredTable {
    AuthoredTable(
      headings: headings ?? (data == nil ? columns : nil) ?? [], cells: (rows ?? []).flatMap(\.self))
  }

  func examine(in surroundings: Surroundings, _: InputFacts) -> Examination {
    var examination = Examination()
    if let data { _ = examination.checkAll("data") { try cells(of: data, in: surroundings) } }
    return examination
  }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let own = try (
      names: (columns ?? []).map { try Self.resolved($0, in: context) },
      rows: (rows ?? []).map { try $0.map { try Self.resolved($0, in: context) } }
    )
    var (names, rows) = try data.map { try cells(of: $0, in: context.surroundings) } ?? own
    if let headings { names = try headings.map { try Self.resolved($0, in: context) } }
    let columns = names.enumerated().map { index, name in
      let isNumeric = rows.allSatisfy { $0[index].wholeMatch(of: #/[-+0-9.,e×⁻⁰¹²³⁴⁵⁶⁷⁸⁹ %]*/#) != nil }
      return Table.Column(name, alignment: isNumeric ? .trailing : .leading)
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
