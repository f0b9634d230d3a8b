import Files
import Foundation
import Pipeline

extension FigureView {
  /// Whether there is a script with its pictures.
  var hasPixels: Bool { if case .panels = result.figure { true } else { false } }

  /// A script with the figure's pictures, by their files' names; nil where it has none.
  ///
  /// A page that was opened as a file may show a picture beside it but not read its pixels; what comes as a script it may.
  ///
  /// - Throws: the system's error for a picture that cannot be read.
  func pixels() throws -> String? {
    guard case .panels(_, let rows) = result.figure else { return nil }
    if mayUseSheet, let drawnSheet {
      let data = try drawnSheet.data().base64EncodedString()
      return script(of: ["\"\(Self.sheetName)\": \"\(data)\""])
    }
    let pictures = try Set(rows.flatMap { $0.cells.map(\.path) }).sorted().map { path in
      "\"\(path)\": \"\(try RegularFile.content(of: entry.appending(path: path)).base64EncodedString())\""
    }
    return script(of: pictures)
  }

  private func script(of pictures: [String]) -> String {
    "(window.reportPixels ??= {})[\"\(block.id)\"] = {\n\(pictures.joined(separator: ",\n"))\n};\n"
  }
}
