import Chapters
import Figures
import Pipeline

/// `{table}`: rows of texts and measured values.
struct TableDirective: Directive {
  struct Options {
    var columns: [String] = []
    var rows: [[String]] = []
  }

  static let name = "table"
  static let summary = "a table of texts and of values that other blocks measured"
  static let version = 1
  static let shows = Showing.table
  static let isRandom = false
  static let defaults = Options()
  static let example = """
    ```{table} summary
    columns: [network, parameters, final loss]
    rows:
      - [denoiser, "{{denoiser.parameters}}", "{{denoiser.loss}}"]
      - [pure noise, "{{dreamer.parameters}}", "{{dreamer.loss}}"]
    caption: The two networks.
    ```
    """

  static var schema: Schema<Options> {
    Schema([
      .required("columns", \.columns, "the columns' names"),
      .required("rows", \.rows, "the rows, each a list of texts; {{id.name}} is a measured value"),
    ])
  }

  static func contradictions(in options: Options) -> [(option: String, mistake: Mistake)] {
    guard let odd = options.rows.first(where: { $0.count != options.columns.count }) else { return [] }
    let expected = "rows of as many cells as there are columns (\(options.columns.count))"
    return [("rows", .outOfRange(key: "rows", expected: expected, found: "one of \(odd.count)"))]
  }

  static func inputs(_ options: Options, in surroundings: Surroundings) -> Inputs {
    Inputs(
      blocks: options.rows.joined().flatMap(values).map {
        BlockInput(option: "rows", id: $0.block, value: $0.name)
      })
  }

  static func exports(_ options: Options) -> Exports { Exports() }

  static func run(_ options: Options, in context: RunContext) throws -> BlockOutput {
    let rows = options.rows.map { $0.map { resolved($0, in: context) } }
    let columns = options.columns.enumerated().map { index, name in
      let isNumeric = rows.allSatisfy { $0[index].wholeMatch(of: #/[-+0-9.,e×⁻⁰¹²³⁴⁵⁶⁷⁸⁹ %]*/#) != nil }
      return Table.Column(name, alignment: isNumeric ? .trailing : .leading)
    }
    return BlockOutput(figure: .table(Table(columns: columns, rows: rows)))
  }

  private static func markup(of cell: String) -> InlineMarkup {
    InlineMarkup(cell, in: SourceFile(path: "", text: cell))
  }

  private static func values(in cell: String) -> [(block: String, name: String)] {
    markup(of: cell).marks.compactMap { mark, _ in
      if case .value(let block, let name) = mark { (block, name) } else { nil }
    }
  }

  /// The cell with its values' numbers; other marks keep their source.
  private static func resolved(_ cell: String, in context: RunContext) -> String {
    let markup = markup(of: cell)
    return markup.text.reduce(into: "") { text, character in
      guard let index = InlineMarkup.index(of: character) else { return text.append(character) }
      switch markup.marks[index].mark {
      case .value(let block, let name):
        text += context.values(of: block).first { $0.name == name }?.text ?? "?"
      case .formula(let tex, _, _): text += "$\(tex)$"
      case .reference(let id, _): text += "@\(id)"
      case .literal(let literal): text.append(literal)
      }
    }
  }
}
