import Chapters
import Files
import Foundation
import Templates

extension SiteWriter {
  /// Makes a file of the site; gives nothing where the file turns out to have nothing in it.
  typealias Maker = @Sendable () throws -> SiteFile?

  /// What makes each file of the site, by the files' paths there.
  ///
  /// - Parameter hasAllOfFormulas: whether the style of formulas is there that the report does not have yet.
  func makers(hasAllOfFormulas: Bool = false) throws -> [String: Maker] {
    var makers: [String: Maker] = [
      "assets/style.css": { .text(Templates.compact(Templates.plotStyle) + style) },
      "assets/look.js": { .text(Templates.look) },
      "assets/look.css": { .text(Templates.compact(Templates.lookStyle)) },
      "assets/search.js": { .text(Self.searchScript(searchEntries)) },
      "index.html": { .text(templates.index(indexValues)) },
    ]
    for (path, file) in templates.assets { makers["assets/\(path)"] = { .copy(of: file.path) } }
    let mentions = Mentions(self)
    for (index, chapter) in report.chapters.enumerated() {
      makers[chapter.name + ".html"] = {
        let (body, sections) = try render(report.chapters[index], mentions)
        return .text(page(chapterValues(index, body, sections)))
      }
    }
    addUnnumberedPages(to: &makers)
    makers.merge(referenceMakers) { page, _ in page }
    addFigures(to: &makers)
    for path in links.targets.files {
      makers["files/\(path)"] = { .copy(of: report.project.report.appending(path: path).path) }
    }
    if !rendered.formulas.isEmpty { try addFonts(to: &makers, hasAllOfFormulas: hasAllOfFormulas) }
    addPublication(to: &makers)
    return makers
  }

  /// The style sheet; an author's own as it stands.
  private var style: String {
    templates.style == Templates.style ? Templates.compact(templates.style) : templates.style
  }

  /// A chapter's page; one without a formula does without their style as well.
  private func page(_ values: TemplateValues) -> String {
    let page = templates.chapter(values)
    return HTML.hasFormula(page) ? page : templates.chapter(values.merging(["hasFormulas": false]))
  }

  private func addUnnumberedPages(to makers: inout [String: Maker]) {
    if hasFiguresPage {
      makers["\(Self.figuresPage).html"] = { figuresValues.map { .text(templates.chapter($0)) } }
    }
    if rendered.sources.references != nil {
      makers["\(CitedSources.page).html"] = { referencesValues.map { .text(templates.chapter($0)) } }
    }
  }

  private func addFigures(to makers: inout [String: Maker]) {
    if !report.blocks.isEmpty { makers[Self.figureIndexName] = { .text(try figureIndex()) } }
    for figure in figures.values.joined() {
      for (path, file) in figure.files { makers[path] = { file } }
      guard figure.hasPixels else { continue }
      makers["figures/\(figure.block.id)/pixels.js"] = { try figure.pixels().map { .text($0) } }
    }
  }

  /// KaTeX's style sheet in the site.
  private static let styleOfFormulas = "assets/katex/katex.min.css"

  /// - Parameter hasAllOfFormulas: as of `makers`.
  private func addFonts(to makers: inout [String: Maker], hasAllOfFormulas: Bool) throws {
    guard let katex = typesetter.katex else { return }
    let whole = katex.appending(path: "katex.min.css")
    let fonts = katex.appending(path: "fonts")
    var names = Set(try Disk.names(in: fonts.path).filter { $0.hasSuffix(".woff2") })
    if hasAllOfFormulas {
      makers[Self.styleOfFormulas] = { .copy(of: whole.path) }
    } else {
      let sheet = String(decoding: try RegularFile.content(of: whole), as: UTF8.self)
      let style = FormulaStyle(sheet, for: rendered.formulas.values)
      makers[Self.styleOfFormulas] = { .text(style.text) }
      names.formIntersection(style.fonts)
    }
    for name in names {
      makers["assets/katex/fonts/\(name)"] = { .copy(of: fonts.appending(path: name).path) }
    }
  }

  /// What a report that publishes how it was made says for machines.
  private func addPublication(to makers: inout [String: Maker]) {
    let ordered = report.chapters.flatMap { figures[$0.file.path] ?? [] }
    guard missing.isEmpty, ordered.contains(where: \.isPublishing) else { return }
    let (prose, about) = (prose(on: ""), report.manifest.publication)
    let crate = RunCrate(prose: prose, figures: ordered, publication: about)
    makers[RunCrate.metadata] = { .text(crate.json) }
    makers[RunCrate.workflow] = { .text(crate.blocks) }
    makers[CitationFile.name] = {
      let title = prose.plain(report.manifest.title)
      let file = CitationFile(title: title, publication: about, abstract: about.abstract.map(prose.plain))
      return file.text.map { .text($0) }
    }
  }
}
