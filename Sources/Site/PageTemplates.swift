import Chapters
import Foundation
import Mustache
import Pipeline
import Templates

/// The page templates: the built-in ones, with those of the report's own `templates/` folder in their place.
struct PageTemplates {
  private let library: MustacheLibrary
  /// The style sheet.
  let style: String

  /// - Throws: a `Diagnostic` for a template that is not valid Mustache.
  init(_ project: ProjectFolder) throws {
    func text(_ name: String, _ standard: String) -> String {
      let url = project.templates.appending(path: name)
      // A link out of the project would publish whatever it leads to.
      guard ProjectFolder.encloses(project.root, url) else { return standard }
      return (try? String(contentsOf: url, encoding: .utf8)) ?? standard
    }
    let sources = [
      "chapter": Templates.chapter, "index": Templates.index, "opening": Templates.opening,
      "closing": Templates.closing, "figure": Templates.figure,
    ]
    var templates: [String: MustacheTemplate] = [:]
    for (name, standard) in sources {
      let source = text("\(name).mustache", standard)
      do {
        templates[name] = try MustacheTemplate(string: source)
      } catch {
        let mistake = Mistake.invalid(
          "not a valid Mustache template: \(error)", remedy: "compare it with the built-in one")
        throw Diagnostic(mistake, path: "templates/\(name).mustache")
      }
    }
    library = MustacheLibrary(templates: templates)
    style = text("style.css", Templates.style)
  }

  func render(_ name: String, _ values: TemplateValues) -> String {
    library.render(values, withTemplate: name) ?? ""
  }
}
