import Chapters
import Files
import Foundation
import Mustache
import Pipeline
import Templates

/// The page templates: the built-in ones, with the theme's in their place, and with those of the report's own
/// `templates/` folder in the place of both.
public struct PageTemplates: Sendable {
  /// What a report may have in its `templates/` folder, by file name: the built-in templates, each with what it is told in
  /// a comment, and the style sheet.
  public static var files: [(name: String, text: String)] {
    let templates = ThemeFiles.builtIn.sorted { $0.key < $1.key }.map { name, text in
      ("\(name).mustache", TemplateDocumentation.documented(name, text))
    }
    return templates + [(ThemeFiles.style, Templates.style)]
  }

  /// What a new theme begins with: a style sheet that says what a theme may have.
  public static var themeStart: (name: String, text: String) { (ThemeFiles.addition, Templates.theme) }

  /// All templates, which name each other.
  private let library: MustacheLibrary
  private let index, chapter, chapterLink, figure, allFigures: MustacheTemplate
  /// The style sheet.
  let style: String
  /// The files that lie beside the style sheet in the site, by their paths in its `assets/`.
  let assets: [String: URL]
  /// What may be wrong.
  let warnings: [Diagnostic]

  /// Reads the templates of a report.
  ///
  /// - Throws: `Diagnostics` for files that cannot be read, are not valid Mustache or include each other in circles.
  public init(_ report: Report) throws {
    let folders = ThemeFolder.all(of: report)
    var diagnostics = folders.flatMap(\.diagnostics)
    let own = Self.merged(folders.map(\.texts))
    assets = Self.merged(folders.map(\.assets))
    let (templates, mistakes) = Self.templates(own)
    diagnostics += mistakes
    diagnostics += Self.styleSheets(folders, assets, report.project)
    style = ([own[ThemeFiles.style]?.text ?? Templates.style] + folders.compactMap(\.added)).joined()
    warnings = diagnostics.filter { $0.kind == .warning }
    guard let index = templates["index"], let chapter = templates["chapter"],
      let chapterLink = templates["navigation-entry"], let figure = templates["figure"],
      let allFigures = templates["figures"],
      warnings.count == diagnostics.count
    else { throw Diagnostics(diagnostics) }
    (self.index, self.chapter, self.figure) = (index, chapter, figure)
    (self.chapterLink, self.allFigures) = (chapterLink, allFigures)
    library = MustacheLibrary(templates: templates)
  }

  /// Of two with one name the upper one.
  private static func merged<Value>(_ layers: [[String: Value]]) -> [String: Value] {
    layers.reduce(into: [:]) { $0.merge($1) { _, upper in upper } }
  }

  /// - Parameter own: the files of the theme and the report by their names.
  private static func templates(
    _ own: [String: SourceFile]
  ) -> (templates: [String: MustacheTemplate], mistakes: [Diagnostic]) {
    let sources = ThemeFiles.builtIn.sorted { $0.key < $1.key }.map { name, standard in
      (name, own["\(name).mustache"] ?? SourceFile(path: "", text: standard), standard)
    }
    let areOwn = sources.contains { _, file, standard in file.text != standard }
    var (templates, tags): ([String: MustacheTemplate], [TemplateTags]) = ([:], [])
    var mistakes: [Diagnostic] = []
    for (name, file, _) in sources {
      do {
        guard areOwn else {
          templates[name] = try PageEscaping.template(file.text)  // the built-in ones are what they are
          continue
        }
        let source = try TemplateSource(name, file, known: ThemeFiles.builtIn.keys.sorted())
        templates[name] = source.template
        tags.append(source.tags)
      } catch {
        mistakes += Diagnostics(error).all
      }
    }
    if mistakes.isEmpty { mistakes = TemplateInclusions(tags).mistake.map { [$0] } ?? [] }
    return (templates, mistakes.isEmpty ? TemplateVocabulary(tags).strangers : mistakes)
  }

  /// What is wrong with the style sheets of folders, those among the assets included.
  private static func styleSheets(
    _ folders: [ThemeFolder], _ assets: [String: URL], _ project: ProjectFolder
  ) -> [Diagnostic] {
    let known = Set(assets.keys)
    let sheets = folders.flatMap { folder in
      [ThemeFiles.style, ThemeFiles.addition].compactMap { folder.texts[$0] }
    }
    let further = assets.filter { $0.key.hasSuffix(".css") }.sorted { $0.key < $1.key }
    return sheets.flatMap { StyleSheet($0, among: known).diagnostics }
      + further.flatMap { path, url -> [Diagnostic] in
        do {
          let file = try SourceFile.read(url, path: project.shown(url))
          return StyleSheet(file, in: PagePath(path).folder, among: known).diagnostics
        } catch { return Diagnostics(error).all }
      }
  }

  /// The contents page.
  func index(_ values: TemplateValues) -> String { index.render(values, library: library) }

  /// The page of a chapter.
  func chapter(_ values: TemplateValues) -> String { chapter.render(values, library: library) }

  /// A chapter in the list of chapters.
  func chapterLink(_ values: TemplateValues) -> String { chapterLink.render(values, library: library) }

  /// All figures of a report, for a page's body.
  func figures(_ values: TemplateValues) -> String { allFigures.render(values, library: library) }

  /// A block's figure or table.
  func figure(_ values: TemplateValues) -> String { figure.render(values, library: library) }
}
