import Chapters
import Figures
import Pipeline

extension FigureView {
  /// Whether a column has texts that would be a tower of words on a small screen if it were narrow.
  private static func isLong(_ column: StoredFigure.Column, in rows: [[String]], at index: Int) -> Bool {
    !column.isNumeric && rows.contains { $0.indices.contains(index) && $0[index].count > 60 }
  }

  /// Rows about blocks, as the blocks stand in the report; others as they are.
  private func inReadingOrder(
    _ rows: [[String]], _ columns: [StoredFigure.Column], _ report: Report
  ) -> [[String]] {
    guard let column = columns.firstIndex(where: { $0.namesBlocks == true }) else { return rows }
    let places = Dictionary(report.blocks.enumerated().map { ($1.id, $0) }) { $1 }
    let keyed = rows.enumerated().map { (places[$1[column]] ?? .max, $0, $1) }
    return keyed.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
  }

  /// The texts of a table's cells and headings, for those who search; none where the figure is no table.
  func cells(_ expansion: MarkupExpansion) -> [String] {
    guard case .table(let columns, let rows, _) = result.figure else { return [] }
    func plain(_ text: String, isAuthors: Bool) -> String {
      isAuthors ? AuthorText(text).marked.plain(expansion) : text
    }
    return columns.map { plain($0.name, isAuthors: !block.authored.headings.isEmpty) }
      + rows.joined().map { plain($0, isAuthors: !block.authored.cells.isEmpty) }
  }

  /// What the template is told of a table.
  func table(_ columns: [StoredFigure.Column], _ rows: [[String]], _ prose: Prose) -> TemplateValues {
    // A number and how far off it may be stay in one line.
    func markup(_ text: String, isAuthors: Bool, isBlock: Bool = false, isWords: Bool = false) -> String {
      if isBlock { return prose.link(to: text) }
      let shown = isWords ? NumberText.prose.groupingWholeNumbers(in: text) : text
      return
        (isAuthors ? prose.inline(AuthorText(text)) : HTML.escaped(shown))
        .substituting("\u{A0}±\u{A0}", for: " ± ")
    }
    let (hasHeadings, hasCells) = (!block.authored.headings.isEmpty, !block.authored.cells.isEmpty)
    return [
      "columns": zip(columns, columns.indices).map {
        [
          "name": $0.name, "markup": markup($0.name, isAuthors: hasHeadings), "isNumeric": $0.isNumeric,
          "isLong": Self.isLong($0, in: rows, at: $1), "isNamed": !$0.name.isEmpty,
        ] as TemplateValues
      },
      "rows": inReadingOrder(rows, columns, prose.report).map { row in
        [
          "cells": zip(columns, row).map { column, text in
            [
              "text": text,
              "markup": markup(
                text, isAuthors: hasCells, isBlock: column.namesBlocks == true, isWords: !column.isNumeric),
              "isNumeric": column.isNumeric,
            ] as TemplateValues
          }
        ] as TemplateValues
      },
    ]
  }
}
