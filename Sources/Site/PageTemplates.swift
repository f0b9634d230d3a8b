import Chapters
import Files
import Foundation
import Mustache
import Pipeline
import Templates

/// The page templates: the built-in ones, with those of the report's own `templates/` folder in their place.
struct PageTemplates {
  private let index, chapter, figure: MustacheTemplate
  /// All templates, for those that name others.
  private let library: MustacheLibrary
  /// The style sheet.
  let style: String

  /// - Throws: a `Diagnostic` for a file that cannot be read or is not valid Mustache.
  init(_ project: ProjectFolder) throws {
    func template(_ name: String, _ standard: String) throws -> MustacheTemplate {
      let source = try Self.text("\(name).mustache", standard, in: project)
      do { return try MustacheTemplate(string: source) } catch {
        throw Diagnostic(.invalidTemplate("\(error)"), path: "templates/\(name).mustache")
      }
    }
    index = try template("index", Templates.index)
    chapter = try template("chapter", Templates.chapter)
    figure = try template("figure", Templates.figure)
    library = MustacheLibrary(templates: [
      "index": index, "chapter": chapter, "figure": figure,
      "opening": try template("opening", Templates.opening),
      "closing": try template("closing", Templates.closing),
    ])
    style = try Self.text("style.css", Templates.style, in: project)
  }

  private static func text(_ name: String, _ standard: String, in project: ProjectFolder) throws -> String {
    let url = project.templates.appending(path: name)
    guard FileKind(atPath: url.path) != nil else { return standard }
    return try SourceFile.read(url, path: project.shown(url)).text
  }

  /// The contents page.
  func index(_ values: TemplateValues) -> String { index.render(values, library: library) }

  /// The page of a chapter.
  func chapter(_ values: TemplateValues) -> String { chapter.render(values, library: library) }

  /// A block's figure or table.
  func figure(_ values: TemplateValues) -> String { figure.render(values, library: library) }
}
