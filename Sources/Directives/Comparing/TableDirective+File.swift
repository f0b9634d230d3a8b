import Chapters
import Figures
import Pipeline

extension TableDirective {
  /// The most rows of a file that stand on a page.
  private static let mostRows = 1000

  var contradictions: [OptionMistake] {
    guard data == nil else { return contradictionsOfFile }
    var found: [OptionMistake] = []
    for (option, isGiven) in [("headings", headings != nil), ("digits", digits != nil)] where isGiven {
      found.append(.meaningless(option, because: "without 'data'", remedy: "remove it, or name a CSV file"))
    }
    guard let columns, let odd = rows?.first(where: { $0.count != columns.count }) else { return found }
    let expected = "rows of as many cells as there are columns (\(columns.count))"
    return found + [.outOfRange("rows", expected: expected, found: "one of \(odd.count)")]
  }

  private var contradictionsOfFile: [OptionMistake] {
    var found: [OptionMistake] = []
    if rows != nil {
      found.append(.meaningless("rows", because: "beside 'data'", remedy: "remove one of the two"))
    }
    for (option, count) in [
      ("headings", headings?.count), ("digits", digits.flatMap { $0.count > 1 ? $0.count : nil }),
    ] {
      guard let count, let columns, count != columns.count else { continue }
      let expected = "as many as 'columns' (\(columns.count))"
      found.append(.outOfRange(option, expected: expected, found: String(count)))
    }
    return found
  }

  /// The chosen columns' names and the rows of the file.
  ///
  /// - Throws: `Diagnostics` about the file, or an `OptionMistake` about the options.
  func cells(
    of path: String, in surroundings: Surroundings
  ) throws -> (names: [String], rows: [[String]]) {
    let file = try GivenColumns(path, directive: Self.name, in: surroundings)
    let table = file.table
    guard table.rows.count <= Self.mostRows else {
      let count = table.rows.count
      throw OptionMistake(
        "data", ColumnComplaint.tooManyRows(count: count, most: Self.mostRows, file: path))
    }
    let names = columns?.map(\.text) ?? file.names
    let chosen = try names.map { name in
      guard let cells = table[name] else {
        let complaint = ColumnComplaint.noColumn(name, file: path, known: file.names)
        throw OptionMistake("columns", complaint)
      }
      return cells.map(\.text)
    }
    for (option, count) in [("headings", headings?.count ?? names.count), ("digits", digits?.count ?? 1)]
    where count != names.count && (option == "headings" || count != 1) {
      let expected = "as many as the file has columns (\(names.count))"
      throw OptionMistake.outOfRange(option, expected: expected, found: String(count))
    }
    let rows = table.rows.indices.map { row in
      chosen.indices.map { rounded(chosen[$0][row], inColumn: $0) }
    }
    return (names, rows)
  }

  /// A number with the digits that the author asks for; any other text as it is.
  private func rounded(_ text: String, inColumn index: Int) -> String {
    guard let digits, let number = GivenColumns.number(text) else { return text }
    return NumberText.prose.rounded(number, decimals: digits[digits.count == 1 ? 0 : index])
  }
}
