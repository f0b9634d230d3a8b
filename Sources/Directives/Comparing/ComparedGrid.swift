import Figures
import Files
import Foundation
import Pipeline
import SharedDirectives

/// A block's grid of pictures, to be set beside others: cut where a row has a label, each part as one picture.
struct ComparedGrid {
  /// Rows that belong to one label.
  struct Part {
    let label: String?
    /// In its rows and columns.
    let sheet: Picture
  }

  let name: String
  let parts: [Part]
  /// All parts as one picture.
  let whole: Picture

  /// Reads the pictures of a block.
  ///
  /// - Throws: a `Complaint` about a block that shows none, or files that are missing or damaged.
  init(of id: String, named name: String, in context: RunContext) throws {
    guard case .panels(_, let rows) = context.figure(of: id) else {
      throw SharedComplaint.noPictures(block: id)
    }
    let columns = rows.map(\.cells.count).max() ?? 1
    let pictures = try rows.map { row in
      try row.cells.map { try Picture(png: RegularFile.content(of: context.file($0.path, of: id))) }
    }
    var stretches: [(label: String?, pictures: [Picture])] = []
    for (row, pictures) in zip(rows, pictures) {
      if stretches.isEmpty || row.label != nil { stretches.append((row.label, [])) }
      stretches[stretches.count - 1].pictures += pictures
    }
    self.name = name
    parts = try stretches.map {
      Part(label: $0.label, sheet: try .contactSheet(of: $0.pictures, columns: columns))
    }
    whole = try .contactSheet(of: pictures.flatMap { $0 }, columns: columns)
  }
}

extension [ComparedGrid] {
  /// The grids side by side: their parts in rows where all have as many, else each as a whole.
  ///
  /// A label that all grids of a row share stands before the row, others under their own picture; a grid's name stands
  /// under its last part.
  var rows: [PanelGrid.Row] {
    guard let first, allSatisfy({ $0.parts.count == first.parts.count }) else {
      return [PanelGrid.Row(cells: map(\.asOneCell))]
    }
    return first.parts.indices.map { index in
      let label = first.parts[index].label
      let isShared = allSatisfy { $0.parts[index].label == label }
      let cells = map { grid in
        let part = grid.parts[index]
        let name = index == first.parts.count - 1 ? grid.name : nil
        return PanelGrid.Cell(part.sheet, label: [name, isShared ? nil : part.label].joinedText(by: ": "))
      }
      return PanelGrid.Row(label: isShared ? label : nil, cells: cells)
    }
  }
}

extension ComparedGrid {
  fileprivate var asOneCell: PanelGrid.Cell {
    let labels = parts.map(\.label).joinedText(by: ", ")
    return PanelGrid.Cell(whole, label: [name, labels].joinedText(by: ": "))
  }
}

extension [String?] {
  /// Those that are there, or nil for none.
  fileprivate func joinedText(by separator: String) -> String? {
    let texts = compactMap { $0 }
    return texts.isEmpty ? nil : texts.joined(separator: separator)
  }
}
