import Chapters
import Pipeline

extension SiteWriter {
  /// What the marks of a page's texts stand for; the contents page is ''.
  func prose(on page: String) -> Prose {
    Prose(report: report, results: results, rendered: rendered, page: page, targets: links.targets)
  }

  /// A chapter as HTML, its sections for the navigation, and the report's files that it links to.
  ///
  /// - Parameter mentions: where the report's texts refer to its figures.
  /// - Throws: the system's error for a drawing that cannot be read.
  func render(_ chapter: Chapter, _ mentions: Mentions) throws -> (html: String, sections: [TemplateValues]) {
    let prose = prose(on: chapter.name)
    let anchors = links.headings(on: chapter.name)
    var expansion = prose.expansion
    let sections: [TemplateValues] = zip(chapter.text.headings, anchors).filter { $0.0.level == 2 }
      .map { ["text": $0.0.text, "markup": chapter.text.html(of: $0.0, expansion), "anchor": $0.1] }
    var figures: [Int: String] = [:]
    for figure in self.figures[chapter.file.path] ?? [] {
      figures[figure.block.source.ordinal] = templates.figure(
        try figure.values(prose, mentions: mentions.links(to: figure.block.id, from: prose.page)))
    }
    expansion.block = { figures[$0] }
    expansion.listing = { info, text in
      guard let listing = Listing(info: info, text: text), let html = rendered.listings[listing] else {
        return nil
      }
      return "<pre><code class=\"language-\(HTML.escaped(listing.language))\">\(html)</code></pre>"
    }
    expansion.anchor = { anchors.indices.contains($0) ? anchors[$0] : nil }
    expansion.mark = Mentions.anchored(expansion.mark)
    return (chapter.text.html(expansion), sections)
  }

  /// What stands for a chapter on the contents page: a picture of the first block that made any, or else one that was given,
  /// since chapters may begin with the same.
  func firstPicture(of chapter: Chapter) -> TemplateValues? {
    let figures = figures[chapter.file.path] ?? []
    let own = figures.lazy.filter { !$0.block.showsGivenPicture }
    return own.compactMap(\.card).first ?? figures.lazy.compactMap(\.card).first
  }

  /// What stands there where no block of the chapter made a picture: a sign for the first plot or table.
  func firstSign(of chapter: Chapter) -> String? { figures[chapter.file.path]?.first?.sign }
}
