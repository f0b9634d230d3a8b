import Files
import Foundation
import Pipeline

extension FigureView {
  /// A script with the figure's pictures, by their files' names; nil where it has none.
  ///
  /// A page that was opened as a file may show a picture beside it but not read its pixels; what comes as a script it may.
  ///
  /// - Throws: the system's error for a picture that cannot be read.
  func pixels() throws -> String? {
    guard case .panels(_, let rows) = result.figure else { return nil }
    let pictures = try Set(rows.flatMap { $0.cells.map(\.path) }).sorted().map { path in
      "\"\(path)\": \"\(try RegularFile.content(of: entry.appending(path: path)).base64EncodedString())\""
    }
    return "(window.reportPixels ??= {})[\"\(block.id)\"] = {\n\(pictures.joined(separator: ",\n"))\n};\n"
  }
}
