import Chapters
import Figures
import Files
import Pipeline
import SharedDirectives

/// A file of columns that an author names, and every place in it.
struct GivenColumns: Sendable {
  /// What the author calls the file.
  let name: String
  /// Its rows.
  let table: CSVTable
  private let source: SourceFile

  /// The most rows that a page shows.
  static let mostRows = 50_000

  /// Reads a file.
  ///
  /// - Throws: `Diagnostics` with all that is wrong with its form, each at its line.
  init(_ path: String, directive: String, in surroundings: Surroundings) throws {
    let url = surroundings.url(path)
    if let bytes = FileState(atPath: url.path)?.length, bytes > SourceFile.sizeLimit {
      throw OptionMistake(
        "data", ColumnComplaint.tooLong(file: path, bytes: bytes, most: SourceFile.sizeLimit))
    }
    (name, source) = (path, try SourceFile.read(url, path: surroundings.shown(url)))
    table = CSVTable(source.text)
    let faults = table.faults.map { fault, line, column in
      let span = SourceSpan(source, at: SourcePosition(line: line, column: column))
      return Diagnostic(ColumnComplaint.fault(fault), at: span, in: directive)
    }
    guard faults.isEmpty else { throw Diagnostics(faults) }
  }

  /// The names of the columns.
  var names: [String] { table.header.map(\.text) }

  /// Where a cell stands.
  func span(of cell: CSVTable.Cell) -> SourceSpan {
    let position = SourcePosition(line: cell.line, column: cell.column)
    return SourceSpan(source, at: position, length: cell.text.unicodeScalars.count)
  }

  /// The number that a cell's text is; nil for what is none, and for what is not finite.
  static func number(_ text: String) -> Double? {
    guard let first = text.first, first.isNumber || "+-.".contains(first), let number = Double(text),
      number.isFinite, !text.contains("x"), !text.contains("X")
    else { return nil }
    return number
  }
}

extension Examination {
  /// Does a check that may find several things wrong, each at its own place.
  mutating func checkAll<Result>(_ option: String, _ check: () throws -> Result) -> Result? {
    do { return try check() } catch let all as Diagnostics {
      for diagnostic in all.all { self.check(option) { throw diagnostic } }
    } catch {
      self.check(option) { throw error }
    }
    return nil
  }
}
