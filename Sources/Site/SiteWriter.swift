import Chapters
import Foundation
import Pipeline

/// Renders the pages of a report and collects the files beside them.
public struct SiteWriter: Sendable {
  private let report: Report
  private let results: [String: StoredResult]
  private let entry: @Sendable (String) -> URL
  private let formulas: [Formula: String]
  private let typesetter: Typesetter
  private let templates: PageTemplates

  /// - Parameters:
  ///   - results: the result of every block by id.
  ///   - store: where their files are.
  ///   - formulas: the report's formulas as HTML.
  public init(
    _ report: Report, results: [String: StoredResult], store: Store, formulas: [Formula: String],
    typesetter: Typesetter
  ) throws {
    self.report = report
    self.results = results
    self.formulas = formulas
    self.typesetter = typesetter
    entry = { store.entry(results[$0]?.recipe.key ?? "") }
    templates = try PageTemplates(report.project)
  }

  /// Writes the site, or leaves it alone where nothing has changed.
  ///
  /// - Throws: `EnvironmentFault.unwritable`; the old site is untouched then.
  public func write() throws { try SiteFolder(report.project).hold(try files()) }

  private func files() throws -> [String: SiteFile] {
    var files: [String: SiteFile] = [
      "assets/style.css": .text(templates.style), "index.html": .text(templates.render("index", indexValues)),
    ]
    if !formulas.isEmpty { try addFonts(to: &files) }
    let pages = try Array(report.chapters.indices).concurrentMap { index in
      let (body, sections, linked) = try render(report.chapters[index])
      return (templates.render("chapter", chapterValues(index, body, sections)), linked)
    }
    for (chapter, (page, linked)) in zip(report.chapters, pages) {
      files[chapter.name + ".html"] = .text(page)
      for path in linked {
        files["files/\(path)"] = .copy(of: report.project.report.appending(path: path).path)
      }
    }
    for block in report.blocks { addFiles(of: block, to: &files) }
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

  private func addFiles(of block: DecodedBlock, to files: inout [String: SiteFile]) {
    let paths: [String]
    switch results[block.id]?.figure {
    case .panels(_, let rows): paths = rows.flatMap { $0.cells.map(\.path) }
    case .plot(_, let csv), .table(_, _, let csv): paths = [csv]
    case nil: paths = []
    }
    let (folder, entry) = (FigureView.folder(block.id), entry(block.id).path)
    for path in paths { files["\(folder)/\(path)"] = .copy(of: "\(entry)/\(path)") }
  }
}

// MARK: What the templates are told

extension SiteWriter {
  private var common: TemplateValues {
    var values: TemplateValues = [
      "language": report.manifest.language, "reportTitle": report.manifest.title, "profile": report.profile,
      "isDraft": report.profile == "draft", "hasFormulas": !formulas.isEmpty,
    ]
    values["author"] = report.manifest.author
    return values
  }

  private var indexValues: TemplateValues {
    var values = common
    values["isIndex"] = true
    values["pageTitle"] = report.manifest.title
    values["summary"] = report.manifest.summary
    values["chapters"] = navigation(current: nil, sections: [])
    values["figureCount"] = report.blocks.count
    values["chapterCount"] = report.chapters.count
    return values
  }

  private func chapterValues(_ index: Int, _ body: String, _ sections: [TemplateValues]) -> TemplateValues {
    let chapter = report.chapters[index]
    var values = common
    values["pageTitle"] = "\(chapter.frontMatter.title) - \(report.manifest.title)"
    values["title"] = chapter.frontMatter.title
    values["summary"] = chapter.frontMatter.summary
    values["number"] = index + 1
    values["body"] = body
    values["chapters"] = navigation(current: index, sections: sections)
    values["previous"] = index > 0 ? neighbour(index - 1) : nil
    values["next"] = index + 1 < report.chapters.count ? neighbour(index + 1) : nil
    return values
  }

  private func neighbour(_ index: Int) -> TemplateValues {
    let chapter = report.chapters[index]
    return ["page": HTML.address(chapter.name + ".html"), "title": chapter.frontMatter.title]
  }

  private func navigation(current: Int?, sections: [TemplateValues]) -> [TemplateValues] {
    report.chapters.enumerated().map { index, chapter in
      var values: TemplateValues = [
        "page": HTML.address(chapter.name + ".html"), "title": chapter.frontMatter.title,
        "isCurrent": index == current,
        "hasSections": index == current && !sections.isEmpty, "sections": index == current ? sections : [],
      ]
      values["chapterSummary"] = chapter.frontMatter.summary
      values["part"] = report.manifest.parts.title(beginningAt: chapter.name + ".md")
      return values
    }
  }

  /// A chapter as HTML, its sections for the navigation, and the report's files that it links to.
  private func render(
    _ chapter: Chapter
  ) throws -> (html: String, sections: [TemplateValues], linked: [String]) {
    let prose = Prose(report: report, results: results, formulas: formulas, page: chapter.name)
    let tree = MarkdownTree(chapter.markup.text)
    let anchors = anchors(for: tree.headings.map(\.text))
    let sections: [TemplateValues] = zip(tree.headings, anchors).filter { $0.0.level == 2 }
      .map { ["text": $0.0.text.filter { InlineMarkup.index(of: $0) == nil }, "anchor": $0.1] }
    var figures: [Int: String] = [:]
    for block in report.blocks where block.source.fence.file.path == chapter.file.path {
      figures[block.source.fence.position.line] = try figure(block, prose)
    }
    let linked = tree.links.compactMap { target, _, _ in
      if case .file(let path) = LinkTarget(target, in: report) { path } else { nil }
    }
    var expansion = prose.expansion(chapter.markup.marks.map(\.mark))
    expansion.block = { figures[$0] }
    expansion.anchor = { anchors.indices.contains($0) ? anchors[$0] : "section" }
    expansion.target = { [report] in
      switch LinkTarget($0, in: report) {
      case .chapter(let address): address
      case .file(let path): HTML.address("files/\(path)")
      case .untouched, .broken: $0
      }
    }
    return (tree.html(expansion), sections, linked)
  }

  /// One fragment name for each heading; equal headings get a number, and no block's, panel's or equation's id is taken.
  private func anchors(for headings: [String]) -> [String] {
    var used = Set(report.blocks.map(\.id) + report.chapters.flatMap { $0.equations.map(\.id) })
    for block in report.blocks { used.formUnion(block.exports.panels.map { "\(block.id)-\($0)" }) }
    return headings.map { heading in
      let slug = Identifier.slug(heading)
      var anchor = slug
      var count = 2
      while !used.insert(anchor).inserted {
        anchor = "\(slug)-\(count)"
        count += 1
      }
      return anchor
    }
  }

  private func figure(_ block: DecodedBlock, _ prose: Prose) throws -> String {
    guard let result = results[block.id], let number = report.numbering[block.id] else { return "" }
    let caption = prose.inline(block.caption, in: block.source.fence.file)
    let view = FigureView(
      block: block, result: result, number: number, caption: caption, entry: entry(block.id))
    return templates.render("figure", try view.values())
  }
}
