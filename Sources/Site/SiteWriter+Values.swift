import Chapters
import Files

// What the templates are told.
extension SiteWriter {
  private func common(on page: String) -> TemplateValues {
    let prose = prose(on: page)
    let words = TemplateValues(PageWords.Key.allCases.map { ($0.rawValue, report.words[$0]) })
    return [
      "root": PagePath(page).root, "language": report.manifest.language,
      "isRightToLeft": report.words.isRightToLeft, "words": words,
      "reportTitle": prose.plain(report.manifest.title),
      "reportTitleMarkup": prose.inline(report.manifest.title),
      "profile": report.profile,
      "isDraft": report.profile == "draft", "hasFormulas": !rendered.formulas.isEmpty,
      "author": report.manifest.author,
      "references": rendered.sources.references.map { _ in
        PagePath(page).address(of: CitedSources.page + ".html")
      },
      "missingBlocks": missing.isEmpty ? nil : missing.count.counted("figure or table", "figures and tables"),
    ]
  }

  /// The page of references; nil where nothing is cited.
  var referencesValues: TemplateValues? {
    guard let references = rendered.sources.references else { return nil }
    let (prose, title) = (prose(on: CitedSources.page), report.words[.references])
    return common(on: CitedSources.page).merging([
      "pageTitle": "\(title) - \(prose.plain(report.manifest.title))", "title": title, "citationTitle": title,
      "titleMarkup": HTML.escaped(title), "body": references, "isReferences": true,
      "chapters": navigation(current: nil, sections: [], prose, isShort: true),
      "previous": neighbour(report.chapters.count - 1, prose),
    ])
  }

  var indexValues: TemplateValues {
    let prose = prose(on: "")
    return common(on: "").merging([
      "isIndex": true, "pageTitle": prose.plain(report.manifest.title),
      "citationTitle": prose.plain(report.manifest.title),
      "summary": report.manifest.summary.map(prose.plain),
      "summaryMarkup": report.manifest.summary.map(prose.inline),
      "publication": publication(report.manifest.publication, prose),
      "chapters": navigation(current: nil, sections: [], prose), "figureCount": report.blocks.count,
      "chapterCount": report.chapters.count,
      "figures": report.blocks.count.counted("figure or table", "figures and tables"),
      "chaptersCounted": report.chapters.count.counted("chapter"),
    ])
  }

  func chapterValues(_ index: Int, _ body: String, _ sections: [TemplateValues]) -> TemplateValues {
    let about = report.chapters[index].frontMatter
    let prose = prose(on: report.chapters[index].name)
    return common(on: report.chapters[index].name).merging([
      "pageTitle": "\(prose.plain(about.title)) - \(prose.plain(report.manifest.title))",
      "citationTitle": prose.plain(about.title),
      "title": prose.plain(about.title), "titleMarkup": prose.inline(about.title),
      "summary": about.summary.map(prose.plain), "summaryMarkup": about.summary.map(prose.inline),
      "publication": publication(about.publication, prose),
      "number": index + 1, "body": body, "chapters": navigation(current: index, sections: sections, prose),
      "previous": neighbour(index - 1, prose), "next": neighbour(index + 1, prose),
    ])
  }

  /// Who wrote it and when; what a chapter does not say of itself is the report's, for its page's metadata.
  private func publication(_ own: PublicationMetadata, _ prose: Prose) -> TemplateValues {
    let whole = report.manifest.publication
    let named = report.manifest.author.map { [$0] } ?? []
    let authors = [own, whole].first { !$0.authors.isEmpty }?.authors.map(\.name) ?? named
    let words = [own, whole].first { !$0.keywords.isEmpty }?.keywords ?? []
    let date = own.date ?? whole.date
    return [
      "authors": own.authors.map(author), "hasAuthors": !own.authors.isEmpty, "date": own.date?.text,
      "licence": own.licence.map(prose.inline), "abstract": own.abstract.map(prose.inline),
      "keywords": own.keywords.isEmpty ? nil : own.keywords.joined(separator: ", "),
      "metaAuthors": authors, "metaDate": date?.text, "metaDateSlashed": date?.text.replacing("-", with: "/"),
      "metaKeywords": words.isEmpty ? nil : words.joined(separator: ", "),
      "metaLicence": (own.licence ?? whole.licence).flatMap { licence in
        licence.marked.links.map(\.target).first { $0.hasPrefix("https://") || $0.hasPrefix("http://") }
      },
      "metaLicenceText": (own.licence ?? whole.licence).map(prose.plain),
    ]
  }

  private func author(_ author: Author) -> TemplateValues {
    ["name": author.name, "affiliation": author.affiliation, "orcid": author.orcid]
  }

  private func neighbour(_ index: Int, _ prose: Prose) -> TemplateValues? {
    guard report.chapters.indices.contains(index) else { return nil }
    let chapter = report.chapters[index]
    return [
      "page": PagePath(prose.page).address(of: chapter.name + ".html"),
      "title": prose.plain(chapter.frontMatter.title),
      "titleMarkup": prose.label(chapter.frontMatter.title),
    ]
  }

  private func navigation(
    current: Int?, sections: [TemplateValues], _ prose: Prose, isShort: Bool = false
  ) -> [TemplateValues] {
    report.chapters.enumerated().map { index, chapter in
      let about = chapter.frontMatter
      let part = report.manifest.parts.title(beginningAt: chapter.name + ".md")
      return [
        "page": PagePath(prose.page).address(of: chapter.name + ".html"), "title": prose.plain(about.title),
        "titleMarkup": prose.label(about.title),
        "isCurrent": index == current, "hasSections": index == current && !sections.isEmpty,
        "sections": index == current ? sections : [], "chapterSummary": about.summary.map(prose.plain),
        "chapterSummaryMarkup": current == nil && !isShort ? about.summary.map(prose.inline) : nil,
        "picture": current == nil && !isShort ? firstPicture(of: chapter) : nil,
        "part": part.map(prose.plain), "partMarkup": part.map(prose.inline),
      ]
    }
  }
}
