import Chapters
import Foundation
import Pipeline

/// Writes the pages beside the old ones and swaps them in whole; until then the old site stands.
public struct SiteWriter {
  private let report: Report
  private let results: [String: StoredResult]
  private let entry: (String) -> URL
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

  /// Writes the site.
  ///
  /// - Throws: `EnvironmentFault.unwritable`; the old site is untouched then.
  public func write() throws {
    let site = report.project.site
    let parent = site.deletingLastPathComponent()
    let staging = parent.appending(path: ".site.new", directoryHint: .isDirectory)
    let retired = parent.appending(path: ".site.old", directoryHint: .isDirectory)
    try recover(site, from: retired)
    var isFolder: ObjCBool = true
    if FileManager.default.fileExists(atPath: site.path, isDirectory: &isFolder), !isFolder.boolValue {
      throw EnvironmentFault.unwritable(path: report.project.shown(site), reason: "it is no folder")
    }
    try? FileManager.default.removeItem(at: staging)
    do {
      try fill(staging)
    } catch {
      try? FileManager.default.removeItem(at: staging)
      throw error
    }
    if FileManager.default.fileExists(atPath: site.path) { try AtomicFile.rename(site, to: retired) }
    try AtomicFile.rename(staging, to: site)
    try? FileManager.default.removeItem(at: retired)
  }

  /// A crash between the two renames of a swap left the old site under its other name.
  private func recover(_ site: URL, from retired: URL) throws {
    guard FileManager.default.fileExists(atPath: retired.path) else { return }
    if FileManager.default.fileExists(atPath: site.path) {
      try? FileManager.default.removeItem(at: retired)
    } else {
      try AtomicFile.rename(retired, to: site)
    }
  }

  private func fill(_ folder: URL) throws {
    try AtomicFile.createFolder(folder.appending(path: "assets"))
    try write(templates.style, to: folder.appending(path: "assets/style.css"))
    if !formulas.isEmpty { try copyFonts(to: folder.appending(path: "assets/katex")) }
    try write(templates.render("index", indexValues), to: folder.appending(path: "index.html"))
    for index in report.chapters.indices {
      let page = folder.appending(path: report.chapters[index].name + ".html")
      try write(templates.render("chapter", chapterValues(index, copyingFilesTo: folder)), to: page)
    }
    for block in report.blocks {
      try copyFiles(of: block, to: folder.appending(path: FigureView.folder(block.id)))
    }
  }

  private func write(_ text: String, to url: URL) throws {
    do {
      try Data(text.utf8).write(to: url)
    } catch {
      throw EnvironmentFault.unwritable(path: report.project.shown(url), reason: plainReason(of: error))
    }
  }

  private func copy(_ source: URL, to target: URL) throws {
    try AtomicFile.createFolder(target.deletingLastPathComponent())
    do {
      if FileManager.default.fileExists(atPath: target.path) {
        try FileManager.default.removeItem(at: target)
      }
      try FileManager.default.copyItem(at: source.resolvingSymlinksInPath(), to: target)
    } catch {
      throw EnvironmentFault.unwritable(path: report.project.shown(target), reason: plainReason(of: error))
    }
  }

  private func copyFonts(to folder: URL) throws {
    guard let katex = typesetter.katex else { return }
    try copy(katex.appending(path: "katex.min.css"), to: folder.appending(path: "katex.min.css"))
    let fonts = katex.appending(path: "fonts")
    for name in try FileManager.default.contentsOfDirectory(atPath: fonts.path).sorted()
    where name.hasSuffix(".woff2") {
      try copy(fonts.appending(path: name), to: folder.appending(path: "fonts/\(name)"))
    }
  }

  private func copyFiles(of block: DecodedBlock, to folder: URL) throws {
    let paths: [String]
    switch results[block.id]?.figure {
    case .panels(_, let rows): paths = rows.flatMap { $0.cells.map(\.path) }
    case .plot(_, let csv), .table(_, _, let csv): paths = [csv]
    case nil: paths = []
    }
    for path in paths { try copy(entry(block.id).appending(path: path), to: folder.appending(path: path)) }
  }
}

// MARK: What the templates are told

extension SiteWriter {
  private var common: [String: Any] {
    var values: [String: Any] = [
      "language": report.manifest.language, "reportTitle": report.manifest.title, "profile": report.profile,
      "isDraft": report.profile == "draft", "hasFormulas": !formulas.isEmpty,
    ]
    values["author"] = report.manifest.author
    return values
  }

  private var indexValues: [String: Any] {
    var values = common
    values["isIndex"] = true
    values["pageTitle"] = report.manifest.title
    values["summary"] = report.manifest.summary
    values["chapters"] = navigation(current: nil, sections: [])
    values["figureCount"] = report.blocks.count
    values["chapterCount"] = report.chapters.count
    return values
  }

  private func chapterValues(_ index: Int, copyingFilesTo folder: URL) throws -> [String: Any] {
    let chapter = report.chapters[index]
    let (body, sections) = try render(chapter, copyingFilesTo: folder)
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

  private func neighbour(_ index: Int) -> [String: Any] {
    let chapter = report.chapters[index]
    return ["page": HTML.address(chapter.name + ".html"), "title": chapter.frontMatter.title]
  }

  private func navigation(current: Int?, sections: [[String: String]]) -> [[String: Any]] {
    report.chapters.enumerated().map { index, chapter in
      var values: [String: Any] = [
        "page": HTML.address(chapter.name + ".html"), "title": chapter.frontMatter.title,
        "isCurrent": index == current,
        "hasSections": index == current && !sections.isEmpty, "sections": index == current ? sections : [],
      ]
      values["chapterSummary"] = chapter.frontMatter.summary
      values["part"] = report.manifest.parts.title(beginningAt: chapter.name + ".md")
      return values
    }
  }

  private func render(
    _ chapter: Chapter, copyingFilesTo folder: URL
  ) throws -> (html: String, sections: [[String: String]]) {
    let prose = Prose(report: report, results: results, formulas: formulas, page: chapter.name)
    let tree = MarkdownTree(chapter.markup.text)
    let anchors = anchors(for: tree.headings.map(\.text))
    let sections = zip(tree.headings, anchors).filter { $0.0.level == 2 }
      .map { ["text": $0.0.text.filter { InlineMarkup.index(of: $0) == nil }, "anchor": $0.1] }
    var figures: [Int: String] = [:]
    for block in report.blocks where block.source.fence.file.path == chapter.file.path {
      figures[block.source.fence.position.line] = try figure(block, prose)
    }
    for (target, _, _) in tree.links {
      if case .file(let path) = LinkTarget(target, in: report) {
        try copy(report.project.report.appending(path: path), to: folder.appending(path: "files/\(path)"))
      }
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
    return (tree.html(expansion), sections)
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
