import Chapters
import Figures
import Pipeline
import SharedDirectives

/// A number of a plot, with where it stands; NaN is a gap.
struct PlacedNumber {
  let value: Double
  let text: String
  let span: SourceSpan?
}

/// Takes numbers out of a plot's file, or from blocks, and finds all that is wrong with them.
struct PlotReader {
  /// A value that a block measured; nil where that is not known yet.
  typealias Measured = (_ block: String, _ name: String) throws -> NamedValue?

  let columns: GivenColumns?
  let measured: Measured
  /// What is wrong, in the order of the options.
  private(set) var mistakes: [Diagnostic] = []

  /// The most mistakes of one column that are told.
  private static let most = 200

  init(columns: GivenColumns?, measured: @escaping Measured) {
    (self.columns, self.measured) = (columns, measured)
  }

  mutating func complain(_ complaint: any Complaint, at span: SourceSpan?) {
    mistakes.append(Diagnostic(complaint, at: span, in: PlotDirective.name))
  }

  /// The cells of a column; none, and a mistake, where the file has no such column.
  mutating func cells(_ name: String, at span: SourceSpan?) -> [CSVTable.Cell] {
    guard let columns else { return [] }
    guard let cells = columns.table[name] else {
      complain(ColumnComplaint.noColumn(name, file: columns.name, known: columns.names), at: span)
      return []
    }
    return cells
  }

  /// The numbers of a column or a list; an empty cell is a gap.
  mutating func numbers(_ source: PlotNumbers) throws -> [PlacedNumber] {
    switch source {
    case .list(let items): return try items.map { try number($0) }
    case .column(let name, let span):
      let cells = cells(name, at: span)
      var (numbers, told): ([PlacedNumber], Int) = ([], 0)
      for cell in cells {
        let value = cell.text.isEmpty ? .nan : GivenColumns.number(cell.text)
        if value == nil, told < Self.most {
          complain(ColumnComplaint.noNumber(column: name, found: cell.text), at: columns?.span(of: cell))
          told += 1
        }
        numbers.append(
          PlacedNumber(value: value ?? .nan, text: cell.text, span: columns?.span(of: cell)))
      }
      if told == 0, !cells.isEmpty, numbers.allSatisfy(\.value.isNaN), let columns {
        complain(ColumnComplaint.noNumbers(column: name, file: columns.name), at: span)
      }
      return numbers
    }
  }

  private mutating func number(_ item: PlotItem) throws -> PlacedNumber {
    switch item {
    case .number(let number, let span): return PlacedNumber(value: number, text: item.canonical, span: span)
    case .word(let text, let span):
      complain(ColumnComplaint.noNumber(column: "a list", found: text), at: span)
      return PlacedNumber(value: .nan, text: text, span: span)
    case .value(let block, let name, let span):
      let value = try measured(block, name)
      if let value, value.number == nil {
        complain(SharedComplaint.valueInWords(item.canonical, value.text), at: span)
      }
      return PlacedNumber(value: value?.number ?? .nan, text: value?.text ?? "", span: span)
    }
  }

  /// Tells of numbers that have no place on a logarithmic axis.
  mutating func require(_ numbers: [PlacedNumber], of column: String, on axis: String, _ scale: PlotScale) {
    guard scale == .log else { return }
    for number in numbers.filter({ $0.value <= 0 }).prefix(Self.most) {
      let complaint = ColumnComplaint.notPositive(column: column, found: number.text, axis: axis)
      complain(complaint, at: number.span)
    }
  }
}
