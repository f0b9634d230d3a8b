import Figures
import Pipeline

extension FigureView {
  /// How many screen pixels a picture's pixel has at the most: tiny pictures are shown large and crisp.
  private static let widestCell = 168

  /// What the template is told of pictures in rows and columns.
  ///
  /// - Parameter root: what leads to the site's folder.
  func panels(
    _ columns: [String], _ rows: [StoredFigure.Row], _ alt: String, _ root: String
  ) -> TemplateValues {
    // A small picture beside a large one is shown as large.
    let width = rows.flatMap(\.cells).map(\.width).max() ?? 1
    let zoom = max(1, min(4, Self.widestCell / max(1, width)))
    let sheet = sheet
    return [
      "alt": alt, "columns": columns, "hasColumnLabels": columns.contains { !$0.isEmpty },
      // A row that the text may refer to shows its letter.
      "hasRowLabels": rows.contains { $0.label?.isEmpty == false }
        || block.exports.panels.count > 1,
      "columnCount": rows.map(\.cells.count).max() ?? 1, "cellWidth": width * zoom,
      "sheet": sheet.map { _ in "\(root)\(folder)/\(Self.sheetName)" },
      "sheetWidth": sheet?.wholeWidth,
      "sheetHeight": sheet?.wholeHeight, "pictureWidth": sheet?.width,
      "pictureHeight": sheet?.height,
      "rows": rows.enumerated().map { index, row in
        let letter = block.exports.panels.indices.contains(index) ? block.exports.panels[index] : ""
        return [
          "rowLabel": row.label ?? "", "letter": letter,
          "anchor": "\(block.id)-\(letter.isEmpty ? "row\(index + 1)" : letter)",
          "cells": row.cells.map { self.cell($0, sheet, root) },
        ] as TemplateValues
      },
    ]
  }

  private func cell(_ cell: StoredFigure.Cell, _ sheet: SpriteSheet?, _ root: String)
    -> TemplateValues
  {
    let place = sheet.flatMap { sheet in sheet.pictures.firstIndex(of: cell.path).map(sheet.place) }
    let part: TemplateValues? = place.map { ["left": $0.left, "top": $0.top, "file": cell.path] }
    return [
      "source": "\(root)\(folder)/\(cell.path)", "width": cell.width, "height": cell.height,
      "cellLabel": cell.label, "part": part,
    ]
  }
}
