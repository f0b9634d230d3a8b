import Figures
import Pipeline

extension FigureView {
  /// How many screen pixels a picture's pixel has at the most: tiny pictures are shown large and crisp.
  private static let widestCell = 168

  /// From how many rows on pictures in at most how many columns stand side by side where there is room.
  private static let tall = (rows: 6, columns: 3)
  /// The longest label, in characters, that stands above a picture among many side by side.
  private static let shortLabel = 10

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
    let columnCount = rows.map(\.cells.count).max() ?? 1
    let heads = heads(rows)
    let headCount = (columns.contains { !$0.isEmpty } ? 1 : 0) + (heads.isEmpty ? 0 : 1)
    // Rows that the text may refer to show their letters.
    let hasLetters = block.exports.panels.count > 1
    let labels = rows.compactMap(\.label)
    return [
      "alt": alt, "columns": columns, "hasColumnLabels": columns.contains { !$0.isEmpty },
      "heads": heads, "hasHeads": !heads.isEmpty, "headCount": headCount,
      "hasRowLabels": hasLetters || labels.contains { !$0.isEmpty },
      "isTall": rows.count >= Self.tall.rows && columnCount <= Self.tall.columns && headCount > 0
        && labels.count == rows.count && labels.allSatisfy { 1...Self.shortLabel ~= $0.count },
      "hasLabels": hasLetters || headCount > 0 || rows.contains(where: \.isLabelled),
      "columnCount": columnCount, "cellWidth": width * zoom,
      "sheet": sheet.map { _ in "\(root)\(folder)/\(Self.sheetName)" },
      "sheetWidth": sheet?.wholeWidth,
      "sheetHeight": sheet?.wholeHeight, "pictureWidth": sheet?.width,
      "pictureHeight": sheet?.height,
      "rows": rows.enumerated().map { index, row in
        let letter = block.exports.panels.indices.contains(index) ? block.exports.panels[index] : ""
        return [
          "rowLabel": row.label ?? "", "letter": letter, "shownLetter": hasLetters ? letter : nil,
          "anchor": "\(block.id)-\(letter.isEmpty ? "row\(index + 1)" : letter)",
          "cells": row.cells.map { cell($0, isLabelled: index > 0 || heads.isEmpty, sheet, root) },
        ] as TemplateValues
      },
    ]
  }

  /// The labels of the first row's pictures, where these alone have any: they are those of the columns.
  private func heads(_ rows: [StoredFigure.Row]) -> [String] {
    guard rows.count > 1, rows.dropFirst().allSatisfy({ $0.cells.allSatisfy { $0.label?.isEmpty != false } })
    else { return [] }
    let heads = rows[0].cells.map { $0.label ?? "" }
    return heads.allSatisfy(\.isEmpty) ? [] : heads
  }

  private func cell(
    _ cell: StoredFigure.Cell, isLabelled: Bool, _ sheet: SpriteSheet?, _ root: String
  ) -> TemplateValues {
    let place = sheet.flatMap { sheet in sheet.pictures.firstIndex(of: cell.path).map(sheet.place) }
    let part: TemplateValues? = place.map { ["left": $0.left, "top": $0.top, "file": cell.path] }
    let label = isLabelled ? cell.label : nil
    return [
      "source": "\(root)\(folder)/\(cell.path)", "width": cell.width, "height": cell.height,
      "cellLabel": label, "part": part, "isCut": part != nil && label == nil,
    ]
  }
}

extension StoredFigure.Row {
  /// Whether anything stands before it or under its pictures.
  fileprivate var isLabelled: Bool {
    ([label] + cells.map(\.label)).contains { $0?.isEmpty == false }
  }
}
