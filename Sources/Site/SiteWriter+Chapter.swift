import Chapters

extension SiteWriter {
  /// A chapter as HTML, its sections for the navigation, and the report's files that it links to.
  ///
  /// - Throws: the system's error for a drawing that cannot be read.
  func render(
    _ chapter: Chapter
  ) throws -> (html: String, sections: [TemplateValues], linked: [String]) {
    let prose = Prose(report: report, results: results, formulas: formulas, page: chapter.name)
    let tree = MarkdownTree(chapter.markup.text)
    let anchors = anchors(for: tree.headings.map(\.text))
    let sections: [TemplateValues] = zip(tree.headings, anchors).filter { $0.0.level == 2 }
      .map { ["text": $0.0.text.filter { InlineMarkup.index(of: $0) == nil }, "anchor": $0.1] }
    var figures: [Int: String] = [:]
    for figure in self.figures[chapter.file.path] ?? [] {
      let caption = prose.inline(figure.block.caption)
      figures[figure.block.source.fence.position.line] = templates.figure(try figure.values(caption: caption))
    }
    let targets = LinkTargets(tree.links.map(\.target), in: report)
    let linked = tree.links.compactMap { target, _, _ in
      if case .file(let path) = targets[target] { path } else { nil }
    }
    var expansion = prose.expansion(chapter.markup.marks.map(\.mark))
    expansion.block = { figures[$0] }
    expansion.anchor = { anchors[$0] }
    expansion.target = {
      switch targets[$0] {
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
    var counts: [String: Int] = [:]
    return headings.map { heading in
      let slug = Identifier.slug(heading)
      var anchor = slug
      while !used.insert(anchor).inserted {
        let count = counts[slug, default: 1] + 1
        counts[slug] = count
        anchor = "\(slug)-\(count)"
      }
      return anchor
    }
  }
}
