import Chapters

// What the templates are told.
extension SiteWriter {
  private var common: TemplateValues {
    var values: TemplateValues = [
      "language": report.manifest.language, "reportTitle": report.manifest.title, "profile": report.profile,
      "isDraft": report.profile == "draft", "hasFormulas": !formulas.isEmpty,
    ]
    values["author"] = report.manifest.author
    return values
  }

  var indexValues: TemplateValues {
    var values = common
    values["isIndex"] = true
    values["pageTitle"] = report.manifest.title
    values["summary"] = report.manifest.summary
    values["chapters"] = navigation(current: nil, sections: [])
    values["figureCount"] = report.blocks.count
    values["chapterCount"] = report.chapters.count
    return values
  }

  func chapterValues(_ index: Int, _ body: String, _ sections: [TemplateValues]) -> TemplateValues {
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
}
