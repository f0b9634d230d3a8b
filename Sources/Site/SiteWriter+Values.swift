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
      "figureList": hasFiguresPage ? PagePath(page).address(of: Self.figuresPage + ".html") : nil,
      "references": rendered.sources.references.map { _ in
        PagePath(page).address(of: CitedSources.page + ".html")
      },
      "reference": hasReference
        ? PagePath(page).address(of: "\(Self.referenceFolder)/index.html") : nil,
      "missingBlocks": missing.isEmpty ? nil : missing.count.counted("figure or table", "figures and tables"),
    ]
  }

  /// The page of references; nil where nothing is cited.
  var referencesValues: TemplateValues? {
    guard let references = rendered.sources.references else { return nil }
    let (prose, title) = (prose(on: CitedSources.page), report.words[.references])
    return unnumbered(
      CitedSources.page, title,
      ["body": references, "isReferences": true, "previous": neighbour(report.chapters.count - 1, prose)])
  }

  /// A page of the report's own that is no chapter.
  func unnumbered(_ page: String, _ title: String, _ values: TemplateValues) -> TemplateValues {
    let prose = prose(on: page)
    return common(on: page).merging([
      "pageTitle": "\(title) - \(prose.plain(report.manifest.title))", "title": title, "citationTitle": title,
      "titleMarkup": HTML.escaped(title), "isUnnumbered": true,
    ]).merging(chapterList(current: nil, sections: [], prose)).merging(values)
  }

  var indexValues: TemplateValues {
    let prose = prose(on: "")
    return common(on: "").merging([
      "isIndex": true, "pageTitle": prose.plain(report.manifest.title),
      "citationTitle": prose.plain(report.manifest.title),
      "summary": report.manifest.summary.map(prose.plain),
      "summaryMarkup": report.manifest.summary.map(prose.inline),
      "publication": publication(report.manifest.publication, prose), "hero": hero,
      "chapters": navigation(current: nil, sections: [], prose), "chapterLinks": chapterLinks.joined(),
      "figureCount": report.blocks.count,
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
      "terms": terms(of: about, prose.label),
      "publication": publication(about.publication, prose, terms: about.terms.map(prose.plain)),
      "number": index + 1, "body": body, "showsFormulas": HTML.hasFormula(body),
      "previous": neighbour(index - 1, prose), "next": neighbour(index + 1, prose),
    ]).merging(chapterList(current: index, sections: sections, prose))
  }

  /// Who wrote it and when; what a chapter does not say of itself is the report's, for its page's metadata.
  private func publication(
    _ own: PublicationMetadata, _ prose: Prose, terms: [String] = []
  ) -> TemplateValues {
    let whole = report.manifest.publication
    let named = report.manifest.author.map { [$0] } ?? []
    let authors = [own, whole].first { !$0.authors.isEmpty }?.authors.map(\.name) ?? named
    let words = terms + ([own, whole].first { !$0.keywords.isEmpty }?.keywords ?? [])
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

  /// What the field calls a chapter's subject, in one line; nil where its title says so.
  func terms(of about: FrontMatter, _ writing: (AuthorText) -> String) -> String? {
    about.terms.isEmpty ? nil : about.terms.map(writing).joined(separator: ", ")
  }

  private func author(_ author: Author) -> TemplateValues {
    ["name": author.name, "affiliation": author.affiliation, "orcid": author.orcid]
  }

  private func neighbour(_ index: Int, _ prose: Prose) -> TemplateValues? {
    guard report.chapters.indices.contains(index) else { return nil }
    let address = PagePath(prose.page).address(of: report.chapters[index].name + ".html")
    return [
      "page": address, "number": index + 1, "title": headings[index].plain,
      "titleMarkup": headings[index].label,
    ]
  }

  /// The list of chapters on a page: as HTML, where only its own entry differs from other pages', and as values.
  private func chapterList(current: Int?, sections: [TemplateValues], _ prose: Prose) -> TemplateValues {
    var links = PagePath(prose.page).folder.isEmpty ? chapterLinks : chapterLinks(on: prose)
    if let current {
      links[current] = templates.chapterLink(entry(current, isCurrent: true, sections, prose))
    }
    let list: TemplateValues = ["chapterLinks": links.joined()]
    return list.adding("chapters") { navigation(current: current, sections: sections, prose, isShort: true) }
  }

  /// The entries of the list of chapters on a page that is none of theirs.
  func chapterLinks(on prose: Prose) -> [String] {
    report.chapters.indices.map { templates.chapterLink(entry($0, isCurrent: false, [], prose)) }
  }

  /// What is told of a chapter in a list of them.
  private func entry(
    _ index: Int, isCurrent: Bool, _ sections: [TemplateValues], _ prose: Prose
  ) -> TemplateValues {
    let (chapter, heading) = (report.chapters[index], headings[index])
    let part = report.manifest.parts.title(beginningAt: chapter.name + ".md")
    return [
      "page": PagePath(prose.page).address(of: chapter.name + ".html"), "number": index + 1,
      "title": heading.plain, "titleMarkup": heading.label, "chapterTerm": heading.term,
      "chapterTerms": heading.terms, "isCurrent": isCurrent, "hasSections": !sections.isEmpty,
      "sections": sections, "part": part.map(prose.plain), "partMarkup": part.map(prose.inline),
    ]
  }

  private func navigation(
    current: Int?, sections: [TemplateValues], _ prose: Prose, isShort: Bool = false
  ) -> [TemplateValues] {
    report.chapters.enumerated().map { index, chapter in
      let isCurrent = index == current
      let summary = current == nil && !isShort ? chapter.frontMatter.summary.map(prose.inline) : nil
      return entry(index, isCurrent: isCurrent, isCurrent ? sections : [], prose).merging([
        "chapterSummary": headings[index].summary, "chapterSummaryMarkup": summary,
        "picture": current == nil && !isShort ? firstPicture(of: chapter) : nil,
        "sign": current == nil && !isShort && firstPicture(of: chapter) == nil ? firstSign(of: chapter) : nil,
      ])
    }
  }
}
