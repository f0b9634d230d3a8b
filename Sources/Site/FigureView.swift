import Foundation
import Pipeline

/// What the figure template is told about a block and its result.
struct FigureView {
  let block: DecodedBlock
  let result: StoredResult
  let number: Numbered
  /// The caption as HTML.
  let caption: String
  /// The folder of the block's result.
  let entry: URL
  /// How many screen pixels a picture's pixel has at the most: tiny pictures are shown large and crisp.
  private static let widestCell = 168

  /// The folder of the block's files within the site.
  static func folder(_ id: String) -> String { "figures/\(id)" }

  /// The template's values.
  func values() throws -> TemplateValues {
    let key = result.recipe.key
    var values: TemplateValues = [
      "id": block.id, "label": number.label, "caption": caption, "alt": block.alt ?? "",
      "source": block.source.text,
      "key": String(key.prefix(16)),
      "parts": result.recipe.parts.filter { !$0.name.hasPrefix("block ") && !$0.name.hasPrefix("file ") }
        .map { ["name": Self.label(ofPart: $0.name), "value": $0.value] as TemplateValues },
    ]
    switch result.figure {
    case .panels(let columns, let rows):
      values["kind"] = "figure"
      values["panels"] = panels(columns, rows)
    case .plot(let svg, let csv):
      values["kind"] = "figure"
      let drawing = try String(contentsOf: entry.appending(path: svg), encoding: .utf8)
      // Equal plots on one page share a result, and must not share the identifiers within it.
      let unique = drawing.substituting("\(block.id)--plot", for: StoredFigure.mark(key))
      values["plot"] = ["svg": unique, "alt": block.alt ?? ""] as TemplateValues
      values["csv"] = "\(Self.folder(block.id))/\(csv)"
    case .table(let columns, let rows, let csv):
      values["kind"] = "table"
      values["table"] = table(columns, rows)
      values["csv"] = "\(Self.folder(block.id))/\(csv)"
    case nil: values["kind"] = "figure"
    }
    return values
  }

  /// A recipe's part as the page names it: an option by its key alone.
  private static func label(ofPart name: String) -> String {
    let option = "option "
    return name.hasPrefix(option) ? String(name.dropFirst(option.count)) : name
  }

  private func panels(_ columns: [String], _ rows: [StoredFigure.Row]) -> TemplateValues {
    // A small picture beside a large one is shown as large.
    let width = rows.flatMap(\.cells).map(\.width).max() ?? 1
    let zoom = max(1, min(4, Self.widestCell / max(1, width)))
    return [
      "alt": block.alt ?? "", "columns": columns, "hasColumnLabels": columns.contains { !$0.isEmpty },
      "hasRowLabels": rows.contains { $0.label?.isEmpty == false },
      "columnCount": rows.map(\.cells.count).max() ?? 1, "cellWidth": width * zoom,
      "rows": rows.enumerated().map { index, row in
        let letter = block.exports.panels.indices.contains(index) ? block.exports.panels[index] : ""
        return [
          "rowLabel": row.label ?? "", "letter": letter,
          "anchor": "\(block.id)-\(letter.isEmpty ? "row\(index + 1)" : letter)",
          "cells": row.cells.map { cell in
            var view: TemplateValues = [
              "source": "\(Self.folder(block.id))/\(cell.path)", "width": cell.width, "height": cell.height,
            ]
            view["cellLabel"] = cell.label
            return view
          },
        ] as TemplateValues
      },
    ]
  }

  private func table(_ columns: [StoredFigure.Column], _ rows: [[String]]) -> TemplateValues {
    [
      "columns": columns.map { ["name": $0.name, "isNumeric": $0.isNumeric] as TemplateValues },
      "rows": rows.map { row in
        [
          "cells": zip(columns, row).map { column, text in
            ["text": text, "isNumeric": column.isNumeric] as TemplateValues
          }
        ] as TemplateValues
      },
    ]
  }
}
