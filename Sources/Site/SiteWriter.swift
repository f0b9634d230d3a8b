import Chapters
import Foundation
import Pipeline

/// Renders the pages of a report and collects the files beside them.
public struct SiteWriter: Sendable {
  let report: Report
  let results: [String: StoredResult]
  /// Why blocks have no result, where they have none.
  let missing: [String: String]
  /// By the paths of their chapters, in reading order.
  private(set) var figures: [String: [FigureView]]
  var rendered: RenderedText
  let links: ReportLinks
  /// Of the chapters in reading order.
  private(set) var headings: [ChapterHeading] = []
  /// Their entries in the list of chapters, on pages beside theirs.
  private(set) var chapterLinks: [String] = []
  let typesetter: Typesetter
  let seen: SeenSums
  let templates: PageTemplates
  /// Whether all is going to be one page, which has no pages beside it.
  private(set) var isSinglePage = false

  /// - Parameters:
  ///   - checked: the report, in which nothing is wrong.
  ///   - results: the result of every block by id.
  ///   - missing: why blocks have only a stand-in for a result.
  ///   - store: where their files are.
  ///   - rendered: what other programs made of the text.
  public init(
    _ checked: CheckedReport, results: [String: StoredResult], missing: [String: String] = [:], store: Store,
    rendered: RenderedText, typesetter: Typesetter
  ) {
    let report = checked.report
    (self.report, self.results, self.missing, self.rendered) = (report, results, missing, rendered)
    (self.typesetter, templates, links, seen) = (typesetter, checked.templates, checked.links, store.sums)
    let chapterPaths = Dictionary(
      report.chapters.flatMap { chapter in chapter.blocks.map { ($0.id, chapter.file.path) } }
    ) { first, _ in first }
    let published = PublishedReport(of: report.project)
    let figures = report.blocks.concurrentMap { block in
      guard let result = results[block.id], let number = report.numbering[block.id] else {
        preconditionFailure(
          "SiteWriter: expected a result and a number for every block, '\(block.id)' lacks one")
      }
      return FigureView(
        block: block, result: result, number: number, entry: store.entry(result.recipe.key),
        problem: missing[block.id],
        published: published.block(block.id, profile: report.profile, key: result.recipe.key),
        isPublishing: !published.isEmpty, profile: report.profile)
    }
    self.figures = Dictionary(grouping: figures) { chapterPaths[$0.block.id] ?? "" }
    // Every page names every chapter.
    let prose = prose(on: "")
    headings = report.chapters.map { ChapterHeading($0.frontMatter, prose) }
    chapterLinks = chapterLinks(on: prose)
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

  /// The site as one page with everything in it.
  ///
  /// - Throws: a `Complaint`, or a `FileError` for a file that cannot be read.
  public func singlePage() throws -> String {
    var writer = self
    writer.isSinglePage = true
    writer.figures = figures.mapValues { views in
      views.map { view in
        var view = view
        view.mayUseSheet = false
        return view
      }
    }
    let files = try writer.files()
    let further = [CitedSources.page].filter { files[$0 + ".html"] != nil }
    let names = ["index"] + report.chapters.map(\.name) + further
    return try SinglePage(files: files, names: names, search: searchEntries).html()
  }

  /// The files of the site by their paths there.
  func files() throws -> [String: SiteFile] {
    let makers = Array(try makers())
    let made = try makers.concurrentMap { try $0.value() }
    return Dictionary(
      uniqueKeysWithValues: zip(makers, made).compactMap { maker, file in file.map { (maker.key, $0) } })
  }
}
