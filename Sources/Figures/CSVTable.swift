/// A table in a text: comma-separated values (RFC 4180), or values separated by semicolons or tabs where its first line has
/// no comma. The first line has the columns' names; empty lines are passed over.
public struct CSVTable: Sendable {
  /// What stands between two separators, with its place; line and column count from 1.
  public struct Cell: Sendable, Equatable {
    /// The text without its quotation marks and the blanks around it.
    public let text: String
    /// Where it begins.
    public let line: Int
    /// Where it begins, in Unicode scalars.
    public let column: Int
  }

  /// What is wrong with the text.
  public enum Fault: Equatable, Sendable {
    case empty
    case unnamedColumn(number: Int)
    case repeatedColumn(name: String)
    case wrongCount(expected: Int, found: Int)
    case unclosedQuote
    case textBehindQuote

  }

  /// The columns' names.
  public private(set) var header: [Cell] = []
  /// The rows, a cell for each column.
  public private(set) var rows: [[Cell]] = []
  /// What is wrong, with the place.
  public private(set) var faults: [(fault: Fault, line: Int, column: Int)] = []

  /// Reads a text with LF line ends.
  public init(_ text: String) {
    var reader = CSVReader(text)
    while let row = reader.next() {
      if header.isEmpty { header = row } else { rows.append(row) }
    }
    if let fault = reader.fault { faults.append(fault) }
    if header.isEmpty, faults.isEmpty { faults.append((.empty, 1, 1)) }
    var names: Set<String> = []
    for (index, cell) in header.enumerated() {
      if cell.text.isEmpty {
        faults.append((.unnamedColumn(number: index + 1), cell.line, cell.column))
      } else if !names.insert(cell.text).inserted {
        faults.append((.repeatedColumn(name: cell.text), cell.line, cell.column))
      }
    }
    for row in rows where row.count != header.count {
      faults.append(
        (.wrongCount(expected: header.count, found: row.count), row.first?.line ?? 1, row.first?.column ?? 1))
    }
    rows.removeAll { $0.count != header.count }
  }

  /// The cells of a column; nil where there is none of this name.
  public subscript(name: String) -> [Cell]? {
    header.firstIndex { $0.text == name }.map { index in rows.map { $0[index] } }
  }
}

/// Goes through a text row by row.
private struct CSVReader {
  private let text: [Unicode.Scalar]
  private let separator: Unicode.Scalar
  private var position = 0
  private var (line, column) = (1, 1)
  private(set) var fault: (fault: CSVTable.Fault, line: Int, column: Int)?

  init(_ text: String) {
    self.text = Array(text.unicodeScalars)
    let first = self.text.drop { $0 == "\n" }.prefix { $0 != "\n" }
    separator = [",", ";", "\t"].first(where: first.contains) ?? ","
  }

  mutating func next() -> [CSVTable.Cell]? {
    while position < text.count, text[position] == "\n" { advance() }
    guard position < text.count, fault == nil else { return nil }
    var row: [CSVTable.Cell] = []
    while true {
      guard let cell = cell() else { return nil }
      row.append(cell)
      guard position < text.count, text[position] == separator else { break }
      advance()
    }
    if position < text.count { advance() }
    return row
  }

  private mutating func cell() -> CSVTable.Cell? {
    while position < text.count, text[position] == " " { advance() }
    let start = (line, column)
    guard position < text.count, text[position] == "\"" else {
      var plain = String.UnicodeScalarView()
      while position < text.count, text[position] != separator, text[position] != "\n" {
        plain.append(text[position])
        advance()
      }
      while plain.last == " " { plain.removeLast() }
      return CSVTable.Cell(text: String(plain), line: start.0, column: start.1)
    }
    return quoted(from: start)
  }

  /// A cell in quotation marks, which are doubled within it.
  private mutating func quoted(from start: (Int, Int)) -> CSVTable.Cell? {
    var inner = String.UnicodeScalarView()
    advance()
    while true {
      guard position < text.count else {
        fault = (.unclosedQuote, start.0, start.1)
        return nil
      }
      let scalar = text[position]
      advance()
      if scalar != "\"" {
        inner.append(scalar)
      } else if position < text.count, text[position] == "\"" {
        inner.append("\"")
        advance()
      } else {
        break
      }
    }
    while position < text.count, text[position] == " " { advance() }
    guard position == text.count || text[position] == separator || text[position] == "\n" else {
      fault = (.textBehindQuote, line, column)
      return nil
    }
    return CSVTable.Cell(text: String(inner), line: start.0, column: start.1)
  }

  private mutating func advance() {
    if text[position] == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
    position += 1
  }
}
