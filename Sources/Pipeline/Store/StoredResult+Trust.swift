import Figures
import Files

// A store may come with a report from anywhere, so nothing in an entry is believed because it stands there: an entry
// names only files of its own, and its files are only of the kinds that a block writes.
extension StoredResult {
  /// Why the record cannot be one that a block left, nil if it can.
  var problem: String? {
    for path in files.keys.sorted() where !Self.isPlain(path) { return "it names the file '\(path)'" }
    for (path, ending) in shownFiles {
      guard files[path] != nil else { return "its figure shows '\(path)', which is no file of it" }
      guard path.hasSuffix(ending) else { return "its figure shows '\(path)', which is no \(ending) file" }
    }
    return shownSizes.first { !(Self.sides ~= $0.width && Self.sides ~= $0.height) }.map {
      "its figure shows a picture of \($0.width) x \($0.height) pixels"
    }
  }

  /// The pixels along a side that a picture on a page can have.
  private static let sides = 1...1 << 20

  private var shownSizes: [(width: Int, height: Int)] {
    switch figure {
    case .panels(_, let rows): rows.flatMap(\.cells).map { ($0.width, $0.height) }
    case .ready(_, let width, let height): [(width, height)]
    case .plot, .table, nil: []
    }
  }

  /// The files that a page shows or links to, with the ending that each must have.
  private var shownFiles: [(path: String, ending: String)] {
    switch figure {
    case .panels(_, let rows): rows.flatMap { $0.cells.flatMap(\.files).map { ($0, ".png") } }
    case .plot(let svg, let csv): [(svg, ".svg"), (csv, ".csv")]
    case .table(_, _, let csv): [(csv, ".csv")]
    case .ready(let path, _, _):
      [(path, ReadyPicture.Format.allCases.map { ".\($0.rawValue)" }.first(where: path.hasSuffix) ?? ".png")]
    case nil: []
    }
  }

  /// Whether a path is made of names in folders below, in the letters that blocks use.
  private static func isPlain(_ path: String) -> Bool {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      part.first != UInt8(ascii: ".") && !part.isEmpty
        && part.allSatisfy { $0.isLetterOrDigit || "-_.".utf8.contains($0) }
    }
  }

  /// Why the record's table is not the one of its file, nil if it is or there is none.
  var tableProblem: String? {
    guard case .table(let columns, let rows, let csv) = figure else { return nil }
    let table = Table(columns: columns.map { Table.Column($0.name) }, rows: rows)
    let isSame = FileHash.sha256(of: Array(table.csv().utf8)) == files[csv]?.sha256
    return isSame ? nil : "its table is another than that of \(csv)"
  }

  /// Why the drawing that the record names cannot be set into a page, nil if it can or there is none.
  ///
  /// - Throws: `FileError<FileFault>` for a drawing that cannot be read.
  func drawingProblem(in folder: String) throws(FileError<FileFault>) -> String? {
    if case .ready(let path, _, _) = figure, path.hasSuffix(".svg") {
      let fault = PassiveMarkup.fault(in: try RegularFile.content(atPath: "\(folder)/\(path)"))
      return fault.map { "\(path) is more than a picture: \($0)" }
    }
    guard case .plot(let svg, _) = figure else { return nil }
    let text = String(decoding: try RegularFile.content(atPath: "\(folder)/\(svg)"), as: UTF8.self)
    return Plot.isDrawing(text, id: StoredFigure.mark(recipe.key))
      ? nil : "\(svg) has more in it than a plot draws"
  }
}
