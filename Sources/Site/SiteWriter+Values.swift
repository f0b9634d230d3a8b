import Chapters

// What the templates are told.
extension SiteWriter {
  private var common: TemplateValues {
    let prose = prose(on: "")
    let words = TemplateValues(PageWords.Key.allCases.map { ($0.rawValue, report.words[$0]) })
    return [
      "language": report.manifest.language, "isRightToLeft": report.words.isRightToLeft, "words": words,
      "reportTitle": prose.plain(report.manifest.title),
      "reportTitleMarkup": prose.inline(report.manifest.title),
      "profile": report.profile,
      "isDraft": report.profile == "draft", "hasFormulas": !formulas.isEmpty,
      "author": report.manifest.author,
    ]
  }

  var indexValues: TemplateValues {
    let prose = prose(on: "")
    return common.merging([
      "isIndex": true, "pageTitle": prose.plain(report.manifest.title),
      "summary": report.manifest.summary.map(prose.plain),
      "summaryMarkup": report.manifest.summary.map(prose.inline),
      "chapters": navigation(current: nil, sections: [], prose), "figureCount": report.blocks.count,
      "chapterCount": report.chapters.count,
    ])
  }

  func chapterValues(_ index: Int, _ body: String, _ sections: [TemplateValues]) -> TemplateValues {
    let about = report.chapters[index].frontMatter
    let prose = prose(on: report.chapters[index].name)
    return common.merging([
      "pageTitle": "\(prose.plain(about.title)) - \(prose.plain(report.manifest.title))",
      "title": prose.plain(about.title), "titleMarkup": prose.inline(about.title),
      "summary": about.summary.map(prose.plain), "summaryMarkup": about.summary.map(prose.inline),
      "number": index + 1, "body": body, "chapters": navigation(current: index, sections: sections, prose),
      "previous": neighbour(index - 1, prose), "next": neighbour(index + 1, prose),
    ])
  }

  private func neighbour(_ index: Int, _ prose: Prose) -> TemplateValues? {
    guard report.chapters.indices.contains(index) else { return nil }
    let chapter = report.chapters[index]
    return [
      "page": HTML.address(chapter.name + ".html"), "title": prose.plain(chapter.frontMatter.title),
      "titleMarkup": prose.label(chapter.frontMatter.title),
    ]
  }

  private func navigation(
    current: Int?, sections: [TemplateValues], _ prose: Prose
  ) -> [TemplateValues] {
    report.chapters.enumerated().map { index, chapter in
      let about = chapter.frontMatter
      let part = report.manifest.parts.title(beginningAt: chapter.name + ".md")
      return [
        "page": HTML.address(chapter.name + ".html"), "title": prose.plain(about.title),
        "titleMarkup": prose.label(about.title),
        "isCurrent": index == current, "hasSections": index == current && !sections.isEmpty,
        "sections": index == current ? sections : [], "chapterSummary": about.summary.map(prose.plain),
        "chapterSummaryMarkup": current == nil ? about.summary.map(prose.inline) : nil,
        "part": part.map(prose.plain), "partMarkup": part.map(prose.inline),
      ]
    }
  }
}
