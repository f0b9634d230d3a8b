import Chapters
import Files
import Foundation
import Pipeline

/// A block's figure on its page: its files there, and what the figure template is told.
struct FigureView {
  let block: DecodedBlock
  let result: StoredResult
  let number: Numbered
  /// The folder of the block's result.
  let entry: URL
  /// Why there is no result; nil where there is one.
  let problem: String?
  /// How the result was made when it was published; nil where this one was not.
  let published: PublishedBlock?
  /// Whether the report publishes how its results were made.
  let isPublishing: Bool
  let profile: String
  /// Whether pages may show its states out of one sheet; one page that carries everything has each picture once.
  var mayUseSheet = true
  /// The sheet of its states, drawn once for its file and for the script with its pixels; nil where it shows none.
  private(set) var drawnSheet: DrawnSheet?
  /// The folder of the block's files within the site.
  var folder: String { "figures/\(block.id)" }

  /// - Parameter entry: the folder of the block's result.
  init(
    block: DecodedBlock, result: StoredResult, number: Numbered, entry: URL, problem: String?,
    published: PublishedBlock?, isPublishing: Bool, profile: String
  ) {
    (self.block, self.result, self.number, self.entry) = (block, result, number, entry)
    (self.problem, self.published, self.isPublishing) = (problem, published, isPublishing)
    self.profile = profile
    drawnSheet = sheetToDraw()
  }

  /// The files of the site that belong to the figure, by their paths there.
  var files: [String: SiteFile] {
    let paths: [String]
    switch result.figure {
    case .panels(_, let rows): paths = rows.flatMap { $0.cells.flatMap(\.files) }
    case .plot(let svg, let csv): paths = [svg, csv]
    case .table(_, _, let csv): paths = [csv]
    case .ready(let path, _, _): paths = [path]
    case nil: paths = []
    }
    var files = Dictionary(paths.map { ("\(folder)/\($0)", file($0)) }) { first, _ in first }
    if mayUseSheet, let drawnSheet { files["\(folder)/\(Self.sheetName)"] = file(of: drawnSheet) }
    return files
  }

  /// The picture of its last row that stands for the figure, as pages at the site's root show it; nil where it has none.
  var card: TemplateValues? { showpiece.map { picture($0.path, $0.width, $0.height) } }

  /// The same picture.
  var showpiece: StoredFigure.Cell? {
    guard case .panels(_, let rows) = result.figure, let cells = rows.last?.cells, !cells.isEmpty else {
      return nil
    }
    return cells[block.showpiece.place(among: cells.count)]
  }

  /// What stands for a figure without a picture.
  var sign: String {
    switch result.figure {
    case .table: Self.signOfTable
    case .plot: "∿"
    default: "◻"
    }
  }

  static let signOfTable = "▦"

  /// A picture as pages at the site's root show it.
  func picture(_ path: String, _ width: Int, _ height: Int) -> TemplateValues {
    ["source": "\(folder)/\(path)", "width": width, "height": height]
  }

  /// A file of the result as the site has it: pictures with their recipe in them, but for those that an author gave, which
  /// are equal where the pictures are.
  private func file(_ path: String) -> SiteFile {
    let place = "\(entry.path)/\(path)"
    guard !block.showsGivenPicture, [".png", ".svg"].contains(where: path.hasSuffix) else {
      return .copy(of: place, sum: result.files[path]?.sha256)
    }
    let recipe = PictureRecipe(
      block: block.id, source: block.source.text, profile: profile, picture: path, key: result.recipe.key)
    return .stamped(place, recipe)
  }

  /// The drawing of a plot as a file of the site.
  var drawing: String? { if case .plot(let svg, _) = result.figure { "\(folder)/\(svg)" } else { nil } }

  /// The template's values.
  ///
  /// - Parameters:
  ///   - prose: writes the author's texts.
  ///   - mentions: links to where the texts refer to the figure.
  /// - Throws: the system's error for a drawing that cannot be read.
  func values(_ prose: Prose, mentions: String?) throws -> TemplateValues {
    let alt = block.alt.map(prose.plain) ?? ""
    let (key, root) = (result.recipe.key, PagePath(prose.page).root)
    let parts = result.recipe.parts.filter { !$0.name.hasPrefix("block ") }
    let common: TemplateValues = [
      "id": block.id, "directive": block.directive, "states": block.states?.rawValue,
      "label": number.label,
      "caption": prose.inline(block.caption), "alt": alt,
      "words": TemplateValues([
        ("data", prose.words[.data]), ("recipe", prose.words[.recipe]), ("key", prose.words[.key]),
        ("referred-to-in", prose.words[.mentions]),
      ]),
      "source": block.source.text, "key": String(key.prefix(16)), "problem": problem,
      "mentions": mentions,
      "parts": parts.map(part), "provenance": problem == nil ? provenance(prose) : nil,
    ]
    switch result.figure {
    case .panels(let columns, let rows):
      return common.merging(["kind": "figure", "panels": panels(columns, rows, alt, root)])
    case .plot(let svg, let csv):
      let drawing = String(decoding: try RegularFile.content(of: entry.appending(path: svg)), as: UTF8.self)
      // Equal plots on one page share a result, and must not share the identifiers within it.
      let unique = drawing.substituting("\(block.id)--plot", for: StoredFigure.mark(key))
      let plot: TemplateValues = ["svg": PageDrawing(unique).svg, "alt": alt]
      return common.merging(["kind": "figure", "plot": plot, "csv": "\(root)\(folder)/\(csv)"])
    case .table(let columns, let rows, let csv):
      return common.merging([
        "kind": "table", "table": table(columns, rows, prose), "csv": "\(root)\(folder)/\(csv)",
      ])
    case .ready(let path, let width, let height):
      let picture: TemplateValues = [
        "source": "\(root)\(folder)/\(path)", "width": width, "height": height, "alt": alt,
      ]
      return common.merging(["kind": "figure", "picture": picture])
    case nil: return common.merging(["kind": block.shows == .table ? "table" : "figure"])
    }
  }

  /// A recipe's part. The sum of a file stands there in full where it is all that is known of how a picture was made, and
  /// else is short: it is shown in full where the reader points at it.
  private func part(_ part: Recipe.Part) -> TemplateValues {
    let isSum = ["file ", "files "].contains(where: part.name.hasPrefix)
    let isShort = if case .ready = result.figure { false } else { isSum }
    let value = isShort ? String(part.value.prefix(16)) : part.value
    let origin = origin(of: part)?.absoluteString
    let text = HTML.escaped(value)
    return [
      "name": Self.label(ofPart: part.name), "value": value, "origin": origin,
      "sum": isShort ? part.value : nil,
      "markup": origin.map { "<a href=\"\(HTML.escaped($0))\">\(text)</a>" } ?? text,
    ]
  }

  /// Where a file that the block reads can be had.
  func origin(of part: Recipe.Part) -> URL? {
    block.inputs.files.first { part.name == "file \($0.name)" }?.origin
  }

  /// A recipe's part as the page names it: an option by its key alone.
  private static func label(ofPart name: String) -> String {
    let option = "option "
    return name.hasPrefix(option) ? String(name.dropFirst(option.count)) : name
  }
}
