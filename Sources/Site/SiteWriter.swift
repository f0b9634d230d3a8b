import Chapters
import Foundation
import Pipeline
import Templates

/// Renders the pages of a report and collects the files beside them.
public struct SiteWriter: Sendable {
  let report: Report
  let results: [String: StoredResult]
  /// Why blocks have no result, where they have none.
  let missing: [String: String]
  /// By the paths of their chapters, in reading order.
  let figures: [String: [FigureView]]
  let rendered: RenderedText
  let targets: LinkTargets
  let anchors: [String: PageAnchors]
  private let typesetter: Typesetter
  let seen: SeenSums
  let templates: PageTemplates

  /// - Parameters:
  ///   - results: the result of every block by id.
  ///   - missing: why blocks have only a stand-in for a result.
  ///   - store: where their files are.
  ///   - rendered: what other programs made of the text.
  public init(
    _ report: Report, results: [String: StoredResult], missing: [String: String] = [:], store: Store,
    rendered: RenderedText, typesetter: Typesetter, templates: PageTemplates
  ) {
    (self.report, self.results, self.missing, self.rendered) = (report, results, missing, rendered)
    (self.typesetter, self.templates, seen) = (typesetter, templates, store.sums)
    (targets, anchors) = (LinkTargets(report), PageAnchors.all(of: report))
    let chapterPaths = Dictionary(
      report.chapters.flatMap { chapter in chapter.blocks.map { ($0.id, chapter.file.path) } }
    ) { first, _ in first }
    let figures = report.blocks.map { block in
      guard let result = results[block.id], let number = report.numbering[block.id] else {
        preconditionFailure(
          "SiteWriter: expected a result and a number for every block, '\(block.id)' lacks one")
      }
      return FigureView(
        block: block, result: result, number: number, entry: store.entry(result.recipe.key),
        problem: missing[block.id])
    }
    self.figures = Dictionary(grouping: figures) { chapterPaths[$0.block.id] ?? "" }
  }

  /// Writes the site, or leaves it alone where nothing has changed.
  ///
  /// - Parameters:
  ///   - folder: where, if not into the project's site.
  ///   - force: whether files are replaced that were changed by hand.
  /// - Returns: what changed.
  /// - Throws: a `Complaint` or a `FileError`; the old site is untouched then.
  @discardableResult
  public func write(to folder: URL? = nil, force: Bool = false) throws -> SiteChanges {
    let place = folder ?? report.project.site
    return try SiteFolder(place, of: report.project, seen).hold(try files(), force: force)
  }

  /// The files of the site by their paths there.
  func files() throws -> [String: SiteFile] {
    var files: [String: SiteFile] = [
      "assets/style.css": .text(templates.style), "assets/look.js": .text(Templates.look),
      "assets/look.css": .text(Templates.lookStyle), "assets/search.js": .text(searchIndex),
      "index.html": .text(templates.index(indexValues)),
    ]
    if !rendered.formulas.isEmpty { try addFonts(to: &files) }
    let pages = try Array(report.chapters.indices).concurrentMap { index in
      let (body, sections) = try render(report.chapters[index])
      return templates.chapter(chapterValues(index, body, sections))
    }
    for (chapter, page) in zip(report.chapters, pages) { files[chapter.name + ".html"] = .text(page) }
    if let values = referencesValues { files["\(CitedSources.page).html"] = .text(templates.chapter(values)) }
    for path in linkedFiles {
      files["files/\(path)"] = .copy(of: report.project.report.appending(path: path).path)
    }
    for figure in figures.values.joined() {
      files.merge(figure.files) { _, new in new }
      if let pixels = try figure.pixels() { files["figures/\(figure.block.id)/pixels.js"] = .text(pixels) }
    }
    return files
  }

  private func addFonts(to files: inout [String: SiteFile]) throws {
    guard let katex = typesetter.katex else { return }
    files["assets/katex/katex.min.css"] = .copy(of: katex.appending(path: "katex.min.css").path)
    let fonts = katex.appending(path: "fonts")
    for name in try FileManager.default.contentsOfDirectory(atPath: fonts.path) where name.hasSuffix(".woff2")
    {
      files["assets/katex/fonts/\(name)"] = .copy(of: fonts.appending(path: name).path)
    }
  }
}
