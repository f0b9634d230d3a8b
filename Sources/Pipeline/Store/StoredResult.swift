import Figures
import Files
import Foundation

/// A block's result as the store keeps it: `result.json` beside the files that it lists.
public struct StoredResult: Codable, Equatable, Sendable {
  static let format = 1

  var format = StoredResult.format
  /// The directive that made it.
  public let directive: String
  /// Everything that decided it.
  public internal(set) var recipe: Recipe
  /// What stands on the page.
  public let figure: StoredFigure?
  /// What was measured.
  public let values: [NamedValue]
  /// The library that computed a part of it, as it calls itself. It is not in the recipe: the values do not depend on it.
  public let library: String?
  /// Every file of the entry by its path.
  public let files: [String: StoredFile]
  /// The wall time that the block took, in seconds.
  public let seconds: Double
  /// The most memory that the program held meanwhile, in bytes; nil where the system does not tell.
  public let peak: Int?
}

/// A file of an entry: its length in bytes and its SHA-256.
public struct StoredFile: Codable, Equatable, Sendable {
  /// The length.
  public let bytes: Int
  /// The sum, in hexadecimal.
  public let sha256: String
}

/// A figure whose pictures are files of the entry.
public enum StoredFigure: Codable, Equatable, Sendable {
  /// Pictures in rows and columns, with the labels of both.
  case panels(columns: [String], rows: [Row])
  /// A drawing, and the numbers behind it.
  case plot(svg: String, csv: String)
  case table(columns: [Column], rows: [[String]], csv: String)
  /// A picture that was made elsewhere; width and height in screen pixels.
  case ready(path: String, width: Int, height: Int)

  /// A row of pictures.
  public struct Row: Codable, Equatable, Sendable {
    /// What stands before the row.
    public let label: String?
    /// The pictures from left to right.
    public let cells: [Cell]
  }

  /// A picture; width and height in pixels.
  public struct Cell: Codable, Equatable, Sendable {
    /// The picture's file in the entry.
    public let path: String
    /// In pixels.
    public let width: Int
    /// In pixels.
    public let height: Int
    /// What stands under the picture.
    public let label: String?
    /// The file of the picture before it was made larger; nil for a picture that was not.
    public let small: String?

    /// The picture's files.
    public var files: [String] { [path] + (small.map { [$0] } ?? []) }
  }

  /// A column of a table.
  public struct Column: Codable, Equatable, Sendable {
    /// What stands above the column.
    public let name: String
    /// Whether its cells are numbers, which stand at the right.
    public let isNumeric: Bool
    /// Whether its cells are blocks' ids; nil, as in results from before there were such columns, if they are not.
    public let namesBlocks: Bool?
  }
}

extension StoredFigure {
  /// What the identifiers inside a drawing begin with.
  public static func mark(_ key: String) -> String { "p" + key.prefix(8) }

  /// Writes a figure's pictures and data into a folder.
  ///
  /// - Parameter mark: a text that makes the identifiers inside a drawing unique on a page.
  init(_ figure: Figure, in folder: URL, mark: String) throws {
    switch figure {
    case .panels(let grid):
      let rows = try grid.rows.enumerated().map { row, content in
        let cells = try content.cells.enumerated().map { column, cell in
          let path = "panel-\(row + 1)-\(column + 1).png"
          try Disk.write(cell.picture.pngData(), to: folder.appending(path: path).path)
          let small = try cell.small.map { picture in
            let path = "small-\(row + 1)-\(column + 1).png"
            try Disk.write(picture.pngData(), to: folder.appending(path: path).path)
            return path
          }
          return Cell(
            path: path, width: cell.picture.width, height: cell.picture.height, label: cell.label,
            small: small)
        }
        return Row(label: content.label, cells: cells)
      }
      self = .panels(columns: grid.columnLabels, rows: rows)
    case .plot(let plot):
      try Disk.write(Data(plot.svg(id: mark).utf8), to: folder.appending(path: "plot.svg").path)
      try Disk.write(Data(plot.csv().utf8), to: folder.appending(path: "plot.csv").path)
      self = .plot(svg: "plot.svg", csv: "plot.csv")
    case .table(let table):
      try Disk.write(Data(table.csv().utf8), to: folder.appending(path: "table.csv").path)
      let columns = table.columns.map {
        Column(
          name: $0.name, isNumeric: $0.alignment == .trailing, namesBlocks: $0.namesBlocks ? true : nil)
      }
      self = .table(columns: columns, rows: table.rows, csv: "table.csv")
    case .ready(let picture):
      let path = "picture.\(picture.format.rawValue)"
      try Disk.write(picture.content, to: folder.appending(path: path).path)
      self = .ready(path: path, width: picture.width, height: picture.height)
    }
  }
}
