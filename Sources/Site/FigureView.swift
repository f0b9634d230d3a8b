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
  /// How many screen pixels a picture's pixel has at the most: tiny pictures are shown large and crisp.
  private static let widestCell = 168

  /// The folder of the block's files within the site.
  private var folder: String { "figures/\(block.id)" }

  /// The files of the site that belong to the figure, by their paths there.
  var files: [String: SiteFile] {
    let paths: [String]
    switch result.figure {
    case .panels(_, let rows): paths = rows.flatMap { $0.cells.map(\.path) }
    case .plot(_, let csv), .table(_, _, let csv): paths = [csv]
    case .ready(let path, _, _): paths = [path]
    case nil: paths = []
    }
    let pairs = paths.map {
      ("\(folder)/\($0)", SiteFile.copy(of: "\(entry.path)/\($0)", sum: result.files[$0]?.sha256))
    }
    return Dictionary(pairs) { first, _ in first }
  }

  /// The template's values.
  ///
  /// - Parameter prose: writes the author's texts.
  /// - Throws: the system's error for a drawing that cannot be read.
  func values(_ prose: Prose) throws -> TemplateValues {
    let alt = block.alt.map(prose.plain) ?? ""
    let (key, root) = (result.recipe.key, PagePath(prose.page).root)
    let parts = result.recipe.parts.filter { !$0.name.hasPrefix("block ") }
    let common: TemplateValues = [
      "id": block.id, "directive": block.directive, "label": number.label,
      "caption": prose.inline(block.caption), "alt": alt,
      "words": TemplateValues([
        ("data", prose.words[.data]), ("recipe", prose.words[.recipe]), ("key", prose.words[.key]),
      ]),
      "source": block.source.text, "key": String(key.prefix(16)), "problem": problem,
      "parts": parts.map(part),
    ]
    switch result.figure {
    case .panels(let columns, let rows):
      return common.merging(["kind": "figure", "panels": panels(columns, rows, alt, root)])
    case .plot(let svg, let csv):
      let drawing = String(decoding: try RegularFile.content(of: entry.appending(path: svg)), as: UTF8.self)
      // Equal plots on one page share a result, and must not share the identifiers within it.
      let unique = drawing.substituting("\(block.id)--plot", for: StoredFigure.mark(key))
      let plot: TemplateValues = ["svg": unique, "alt": alt]
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
    return [
      "name": Self.label(ofPart: part.name), "value": isShort ? String(part.value.prefix(16)) : part.value,
      "sum": isShort ? part.value : nil,
    ]
  }

  /// A recipe's part as the page names it: an option by its key alone.
  private static func label(ofPart name: String) -> String {
    let option = "option "
    return name.hasPrefix(option) ? String(name.dropFirst(option.count)) : name
  }

  private func panels(_ columns: [String], _ rows: [StoredFigure.Row], _ alt: String, _ root: String)
    -> TemplateValues
  {
    // A small picture beside a large one is shown as large.
    let width = rows.flatMap(\.cells).map(\.width).max() ?? 1
    let zoom = max(1, min(4, Self.widestCell / max(1, width)))
    return [
      "alt": alt, "columns": columns, "hasColumnLabels": columns.contains { !$0.isEmpty },
      // A row that the text may refer to shows its letter.
      "hasRowLabels": rows.contains { $0.label?.isEmpty == false } || block.exports.panels.count > 1,
      "columnCount": rows.map(\.cells.count).max() ?? 1, "cellWidth": width * zoom,
      "rows": rows.enumerated().map { index, row in
        let letter = block.exports.panels.indices.contains(index) ? block.exports.panels[index] : ""
        return [
          "rowLabel": row.label ?? "", "letter": letter,
          "anchor": "\(block.id)-\(letter.isEmpty ? "row\(index + 1)" : letter)",
          "cells": row.cells.map { cell in
            [
              "source": "\(root)\(folder)/\(cell.path)", "width": cell.width, "height": cell.height,
              "cellLabel": cell.label,
            ] as TemplateValues
          },
        ] as TemplateValues
      },
    ]
  }

  private func table(_ columns: [StoredFigure.Column], _ rows: [[String]], _ prose: Prose) -> TemplateValues {
    let isAuthors = !block.cells.isEmpty
    func markup(_ text: String) -> String {
      isAuthors ? prose.inline(AuthorText(text)) : HTML.escaped(text)
    }
    return [
      "columns": columns.map {
        ["name": $0.name, "markup": markup($0.name), "isNumeric": $0.isNumeric] as TemplateValues
      },
      "rows": rows.map { row in
        [
          "cells": zip(columns, row).map { column, text in
            ["text": text, "markup": markup(text), "isNumeric": column.isNumeric] as TemplateValues
          }
        ] as TemplateValues
      },
    ]
  }
}
