import Chapters
import Files
import Foundation
import Mustache
import Pipeline
import Templates

/// The page templates: the built-in ones, with those of the report's own `templates/` folder in their place.
public struct PageTemplates: Sendable {
  /// Bytes a template may have.
  static let sizeLimit = 1_000_000
  private static let builtIn = [
    "chapter": Templates.chapter, "closing": Templates.closing, "figure": Templates.figure,
    "index": Templates.index, "opening": Templates.opening,
  ]

  /// All templates, which name each other.
  private let library: MustacheLibrary
  private let index, chapter, figure: MustacheTemplate
  /// The style sheet.
  let style: String

  /// Reads the templates.
  ///
  /// - Throws: `Diagnostics` for files that cannot be read, are not valid Mustache or include each other in circles.
  public init(_ project: ProjectFolder) throws {
    var mistakes: [Diagnostic] = []
    var (templates, tags): ([String: MustacheTemplate], [TemplateTags]) = ([:], [])
    var (sources, areOwn): ([(name: String, file: SourceFile)], Bool) = ([], false)
    for (name, standard) in Self.builtIn.sorted(by: { $0.key < $1.key }) {
      do {
        let own = try Self.file("\(name).mustache", in: project)
        if own?.text ?? standard != standard { areOwn = true }
        sources.append((name, own ?? SourceFile(path: "", text: standard)))
      } catch {
        mistakes += Diagnostics(error).all
      }
    }
    for (name, file) in sources {
      do {
        guard areOwn else {
          templates[name] = try MustacheTemplate(string: file.text)  // the built-in ones are what they are
          continue
        }
        let source = try TemplateSource(name, file, known: Self.builtIn.keys.sorted())
        templates[name] = source.template
        tags.append(source.tags)
      } catch {
        mistakes += Diagnostics(error).all
      }
    }
    if mistakes.isEmpty, let mistake = TemplateInclusions(tags).mistake { mistakes = [mistake] }
    var style = Templates.style
    do { style = try Self.file("style.css", in: project)?.text ?? style } catch {
      mistakes += Diagnostics(error).all
    }
    guard let index = templates["index"], let chapter = templates["chapter"],
      let figure = templates["figure"],
      mistakes.isEmpty
    else { throw Diagnostics(mistakes) }
    (self.index, self.chapter, self.figure, self.style) = (index, chapter, figure, style)
    library = MustacheLibrary(templates: templates)
  }

  /// A file of the report's own; nil where it has none.
  private static func file(_ name: String, in project: ProjectFolder) throws -> SourceFile? {
    let url = project.templates.appending(path: name)
    guard FileKind(atPath: url.path) != nil else { return nil }
    return try SourceFile.read(url, path: project.shown(url))
  }

  /// The contents page.
  func index(_ values: TemplateValues) -> String { index.render(values, library: library) }

  /// The page of a chapter.
  func chapter(_ values: TemplateValues) -> String { chapter.render(values, library: library) }

  /// A block's figure or table.
  func figure(_ values: TemplateValues) -> String { figure.render(values, library: library) }
}
