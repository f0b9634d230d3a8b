import Figures
import Files
import Foundation

/// What a block's result is, fact by fact: its key, the engine's numerics, and every output in a form that only changes
/// with what it shows. `report.lock` keeps these.
///
/// | subject | value |
/// |---|---|
/// | `key` | the recipe's hash |
/// | `engine` | the engine's numerics and the architecture |
/// | `figure` | a hash of a figure's rows, columns, labels and sizes |
/// | `picture:PATH` | a hash of width, height, channels and pixels |
/// | `series:PATH`, `table:PATH` | a hash of the numbers behind a plot, of a table's cells |
/// | `file:PATH` | a hash of any other file: weights, drawings, records |
/// | `value:NAME` | the number, or -, and the text in quotation marks |
public struct BlockFacts: Equatable, Sendable {
  /// The values by subject.
  public private(set) var values: [String: String]

  /// Facts that somebody wrote down.
  init(values: [String: String]) { self.values = values }

  /// The facts of a result.
  ///
  /// - Parameters:
  ///   - folder: where its files are, whose sums have been looked at.
  ///   - pixels: the sums of pictures' pixels that were looked at before.
  /// - Throws: `FileError<FileFault>` for a picture that cannot be read.
  public init(
    _ result: StoredResult, in folder: URL, _ pixels: SeenSums? = nil
  ) throws(FileError<FileFault>) {
    values = ["key": result.recipe.key, "engine": Self.engine(of: result.recipe)]
    if let figure = result.figure { values["figure"] = figure.layoutSum }
    for value in result.values { values["value:\(value.name)"] = Self.text(of: value) }
    // A trail is no part of what a result is: those that were made before there were any lack it.
    for (path, file) in result.files where path != Trail.fileName {
      if path.hasSuffix(".png") {
        let place = folder.appending(path: path).path
        let known = pixels ?? SeenSums()
        values["picture:\(path)"] = try known.sum(atPath: place, by: Self.pixelSum)
      } else {
        values["\(result.figure?.subject(of: path) ?? "file"):\(path)"] = file.sha256
      }
    }
  }

  /// The engine's numerics as a recipe has them: 'numerics 7, x86-64'.
  public static func engine(of recipe: Recipe) -> String {
    recipe.parts.filter { ["engine", "architecture"].contains($0.name) }.map(\.value).joined(separator: ", ")
  }

  /// A picture by its pixels, so that one that was compressed anew stays the same; a file that is no picture by its bytes.
  private static func pixelSum(atPath path: String) throws(FileError<FileFault>) -> String {
    let data = try RegularFile.content(atPath: path)
    return pixelSum(of: data) ?? FileHash.sha256(of: data)
  }

  /// What a lock may have for a picture's file: the sum of its pixels, and that of its bytes.
  public static func pictureSums(of data: Data) -> [String] {
    [pixelSum(of: data), FileHash.sha256(of: data)].compactMap(\.self)
  }

  private static func pixelSum(of data: Data) -> String? {
    guard let picture = try? Picture(png: data) else { return nil }
    let size = "\(picture.width)x\(picture.height)x\(picture.channels)\n"
    return FileHash.sha256(of: Array(size.utf8) + picture.pixels)
  }

  /// The sums of pixels that a project keeps, so that a build with nothing new need not decode its pictures.
  public static func pixelSums(of project: ProjectFolder) -> SeenSums { SeenSums(project, in: "seen-pixels") }

  private static func text(of value: NamedValue) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    let quoted = (try? encoder.encode(value.text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    return "\(value.number.map { "\($0)" } ?? "-") \(quoted.visibleInLine)"
  }
}

extension StoredFigure {
  /// A hash of what a figure says beside its pictures and numbers.
  fileprivate var layoutSum: String {
    var layout = self
    if case .table(let columns, _, let csv) = self { layout = .table(columns: columns, rows: [], csv: csv) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return FileHash.sha256(of: (try? encoder.encode(layout)) ?? Data())
  }

  /// What a file of numbers is to the figure.
  fileprivate func subject(of path: String) -> String? {
    switch self {
    case .plot(_, let csv) where csv == path: "series"
    case .table(_, _, let csv) where csv == path: "table"
    default: nil
    }
  }
}
