import Foundation
import Pipeline
import Templates

/// A block of a directive with the figure that it makes.
struct DirectiveExample {
  /// Where it comes from, as HTML.
  let origin: String
  /// The block as its author wrote it.
  let block: String
  /// The figure as HTML.
  let figure: String
  /// The files that the figure shows, by their paths in the site.
  var files: [String: SiteFile] = [:]

  init(origin: String, block: String, figure: String, files: [String: SiteFile] = [:]) {
    (self.origin, self.block, self.figure, self.files) = (origin, block, figure, files)
  }

  /// The one that the program has of a directive, made by its tests; nil where it has none.
  init?(of directive: AnyDirective, inReport: Bool) {
    guard let example = ExampleFigure(of: directive.name) else { return nil }
    let absence = inReport ? "This report has no such block. " : ""
    origin = "\(absence)A small one, and what it makes:"
    (block, figure) = (example.block, "<div class=\"plot\">\n\(PageDrawing(example.drawing).svg)</div>\n")
  }

  /// As HTML, beneath a heading.
  var html: String {
    let source = HTML.escaped(block.trimmingCharacters(in: .newlines))
    return "<h2 id=\"figure\">A block and its figure</h2>\n<p>\(origin)</p>\n"
      + "<pre tabindex=\"0\"><code>\(source)</code></pre>\n\(figure)\n"
  }
}
