import Chapters
import Foundation
import Pipeline

/// Renders the pages of a report and collects the files beside them.
public struct SiteWriter: Sendable {
  let report: Report
  let results: [String: StoredResult]
  /// By the paths of their chapters, in reading order.
  let figures: [String: [FigureView]]
  let formulas: [Formula: String]
  let sources: CitedSources
  let listings: [Listing: String]
  let targets: LinkTargets
  let anchors: [String: PageAnchors]
  private let typesetter: Typesetter
  private let seen: SeenSums
  let templates: PageTemplates

  /// - Parameters:
  ///   - results: the result of every block by id.
  ///   - store: where their files are.
  ///   - formulas: the report's formulas as HTML.
  ///   - sources: what it cites.
  ///   - listings: its listings in colours.
  public init(
    _ report: Report, results: [String: StoredResult], store: Store, formulas: [Formula: String],
    sources: CitedSources, listings: [Listing: String], typesetter: Typesetter, templates: PageTemplates
  ) {
    (self.report, self.results, self.formulas, self.sources) = (report, results, formulas, sources)
    self.listings = listings
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
      return FigureView(block: block, result: result, number: number, entry: store.entry(result.recipe.key))
    }
    self.figures = Dictionary(grouping: figures) { chapterPaths[$0.block.id] ?? "" }
  }

  /// Writes the site, or leaves it alone where nothing has changed.
  ///
  /// - Parameter force: whether files are replaced that were changed by hand.
  /// - Throws: a `Complaint` or a `FileError`; the old site is untouched then.
  public func write(force: Bool = false) throws {
    try SiteFolder(report.project, seen).hold(try files(), force: force)
  }

  private func files() throws -> [String: SiteFile] {
    var files: [String: SiteFile] = [
      "assets/style.css": .text(templates.style), "index.html": .text(templates.index(indexValues)),
    ]
    if !formulas.isEmpty { try addFonts(to: &files) }
    let pages = try Array(report.chapters.indices).concurrentMap { index in
      let (body, sections) = try render(report.chapters[index])
      return templates.chapter(chapterValues(index, body, sections))
    }
    for (chapter, page) in zip(report.chapters, pages) { files[chapter.name + ".html"] = .text(page) }
    if let values = referencesValues { files["\(CitedSources.page).html"] = .text(templates.chapter(values)) }
    for path in linkedFiles {
      files["files/\(path)"] = .copy(of: report.project.report.appending(path: path).path)
    }
    for figure in figures.values.joined() { files.merge(figure.files) { _, new in new } }
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
