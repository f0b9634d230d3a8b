import Chapters
import Files

// What the templates are told.
extension SiteWriter {
  private var common: TemplateValues {
    [
      "language": report.manifest.language, "reportTitle": report.manifest.title, "profile": report.profile,
      "isDraft": report.profile == "draft", "hasFormulas": !formulas.isEmpty,
      "author": report.manifest.author,
      "missingBlocks": missing.isEmpty ? nil : missing.count.counted("figure or table", "figures and tables"),
    ]
  }

  var indexValues: TemplateValues {
    common.merging([
      "isIndex": true, "pageTitle": report.manifest.title, "summary": report.manifest.summary,
      "chapters": navigation(current: nil, sections: []), "figureCount": report.blocks.count,
      "chapterCount": report.chapters.count,
      "figures": report.blocks.count.counted("figure or table", "figures and tables"),
      "chaptersCounted": report.chapters.count.counted("chapter"),
    ])
  }

  func chapterValues(_ index: Int, _ body: String, _ sections: [TemplateValues]) -> TemplateValues {
    let about = report.chapters[index].frontMatter
    return common.merging([
      "pageTitle": "\(about.title) - \(report.manifest.title)", "title": about.title,
      "summary": about.summary,
      "number": index + 1, "body": body, "chapters": navigation(current: index, sections: sections),
      "previous": neighbour(index - 1), "next": neighbour(index + 1),
    ])
  }

  private func neighbour(_ index: Int) -> TemplateValues? {
    guard report.chapters.indices.contains(index) else { return nil }
    let chapter = report.chapters[index]
    return ["page": HTML.address(chapter.name + ".html"), "title": chapter.frontMatter.title]
  }

  private func navigation(current: Int?, sections: [TemplateValues]) -> [TemplateValues] {
    report.chapters.enumerated().map { index, chapter in
      [
        "page": HTML.address(chapter.name + ".html"), "title": chapter.frontMatter.title,
        "isCurrent": index == current, "hasSections": index == current && !sections.isEmpty,
        "sections": index == current ? sections : [], "chapterSummary": chapter.frontMatter.summary,
        "part": report.manifest.parts.title(beginningAt: chapter.name + ".md"),
      ]
    }
  }
}
