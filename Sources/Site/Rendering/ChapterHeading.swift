import Chapters

/// What a chapter is called and what it is about, as the links of every page say it.
struct ChapterHeading {
  /// The title as text.
  let plain: String
  /// The title as HTML.
  let label: String
  /// The summary as text.
  let summary: String?
  /// What the field calls its subject, as HTML: the first word for it, and all; nil where the title says so.
  let term: String?
  let terms: String?

  init(_ about: FrontMatter, _ prose: Prose) {
    (plain, label) = (prose.plain(about.title), prose.label(about.title))
    summary = about.summary.map(prose.plain)
    let words = about.terms.map(prose.label)
    (term, terms) = (words.first, words.isEmpty ? nil : words.joined(separator: ", "))
  }
}
