/// What each built-in template is told, for authors who write their own. Every value's name stands in backquotes, by
/// which it is known.
enum TemplateDocumentation {
  /// A template with what it is and what it is told in a comment before it, of which pages show nothing.
  static func documented(_ name: String, _ template: String) -> String {
    guard let text = texts[name] else { return template }
    return "{{!\n\(name).mustache: \(text)\n}}\n\(template)"
  }

  /// The names of the values that a template is told. Parts of a page are told what the page is told.
  static func values(of name: String) -> Set<String> {
    let pages = ["opening", "closing", "chapter", "index"]
    // A page is told its list of chapters as values, too.
    let own = pages.contains(name) ? pages + ["navigation-entry"] : [name]
    let told = own.compactMap { texts[$0] }.joined()
    return Set(told.matches(of: #/`([A-Za-z]+)`/#).map { String($0.1) })
  }

  private static let texts = [
    "opening": """
    what every page begins with, up to <main id="_content">. It is told what the page is told:
    \(page)
    """,
    "closing":
      "what every page ends with, from </main> on. It is told what the page is told; see opening.mustache.",
    "chapter": """
    the page of a chapter, and with `isUnnumbered` those of all figures and of the references. It is told, beside what
    opening.mustache is:
      `number`, `title`, `titleMarkup`  the chapter's number from 1, and its title as text and as HTML
      `summary`, `summaryMarkup`        its summary
      `terms`                           what the field calls its subject, as HTML; nothing where its title says so
      `publication`                     \(publication)
      `body`                            the text with its figures, as HTML
      `previous`, `next`                the chapters beside it: `page`, `number`, `title`, `titleMarkup`
      `isUnnumbered`                    whether it is a page of the report's own and no chapter
    """,
    "navigation-entry": """
    a chapter in the list of chapters that every page has. It is told nothing but
      `page`, `number`, `title`, `titleMarkup`  where it is, its number from 1, and its title as text and as HTML
      `chapterTerms`, `chapterTerm`     what the field calls its subject, as HTML, and the first word for it
      `isCurrent`                       whether it is the page's own
      `hasSections`, `sections`         the sections of the page's own chapter: `text`, `markup`, `anchor`
      `part`, `partMarkup`              the title of the part that begins with it, as text and as HTML
    """,
    "index": """
    the contents page, index.html. It is told, beside what opening.mustache is:
      `summary`, `summaryMarkup`        the report's summary
      `hero`                            the pictures above the chapters, where there are any: `address` and `label` of
                                        their figure, `columns`, `pictures` (`source`, `width`, `height`, `alt`)
      `publication`                     \(publication)
      `figures`, `chaptersCounted`      '3 figures or tables' and '2 chapters'; `figureCount`, `chapterCount` as numbers
    """,
    "figure": """
    a block's figure or table. It is told:
      `id`, `directive`, `kind`         the block's id, its directive, and 'figure' or 'table'
      `states`                          'row' or 'column' where the pictures are states that follow one another so
      `label`, `caption`, `alt`         'Figure 2.1', the caption as HTML, the text in the figure's place
      `problem`                         why there is no result; nothing where there is one
      `panels`                          pictures: `columnCount`, `cellWidth` in pixels, `hasRowLabels`, `hasColumnLabels`,
                                        `alt`, `columns`, `hasHeads` and `heads`: what else stands above the columns,
                                        `headCount`: how many lines of labels do, `isTall`: many rows of few pictures,
                                        `rows` (`rowLabel`, `letter`, `shownLetter`, `anchor`, `cells`: `source`, `width`,
                                        `height`, `cellLabel`); where all pictures are in one `sheet`, its address, with
                                        `sheetWidth`, `sheetHeight`, `pictureWidth`, `pictureHeight`, and of a cell `part`
                                        (`left`, `top`, `file`: where it begins there, in pixels, and its own file), and
                                        `isCut` where there is nothing else in the cell; `hasLabels` where any are named
      `plot`                            a drawing: `svg`, `alt`
      `picture`                         a picture made elsewhere: `source`, `width`, `height`, `alt`
      `table`                           `columns` (`name`, `markup`, `isNumeric`, `isLong`, `isNamed`), `rows` (`cells`:
                                        `text`, `markup`, `isNumeric`)
      `csv`                             the address of the data as a file
      `source`, `key`                   the block as its author wrote it, and the beginning of the result's key
      `parts`                           what decided the result: `name`, `value`, `sum`, `origin` (where a file can be had),
                                        `markup` (the value, and a link to that place)
      `provenance`                      where it comes from: `inputs`, `isUnpublished`, `hasRows`, `rows` (`name`, `value`,
                                        `sum`), `hasSmalls`, `smalls` (the pictures before a second stage: `source`,
                                        `name`), `drawing`, `command`
      `mentions`                        links to where the texts refer to it
      `words`                           the words data, recipe, key and referred-to-in in the report's language
    """,
    "figures": """
    all figures and tables, for the body of their page. It is told:
      `groups`                          by chapter: `page`, `number`, `titleMarkup`, `entries` (`address`, `label`,
                                        `captionMarkup`, `sign`, `picture`: `source`, `width`, `height`)
    """,
  ]

  private static let publication = """
    `authors` (`name`, `affiliation`, `orcid`), `hasAuthors`, `date`, `licence`, `abstract`,
                                        `keywords`; for the head `metaAuthors`, `metaDate`, `metaDateSlashed`, `metaKeywords`,
                                        `metaLicence`, `metaLicenceText`
    """

  private static let page = """
      `root`                            what leads to the site's folder: '' or '../'; the files in the assets/ of a theme or
                                        of templates/ lie in assets/ there
      `pageTitle`, `citationTitle`      the page's title with and without the report's
      `summary`                         what the page is about, as text
      `language`, `isRightToLeft`       the report's language, and whether it is written from right to left
      `words`                           the page's own words in that language, by their keys in report.yml
      `reportTitle`, `reportTitleMarkup`, `author`  of the report
      `profile`, `isDraft`              the profile, and whether it is 'draft'
      `missingBlocks`                   what the pages lack, in words; nothing where they are whole
      `hasFormulas`, `showsFormulas`    whether the report has formulas, and whether this page has
      `chapterLinks`                    the list of chapters: navigation-entry.mustache for each of them, as HTML
      `chapters`                        what navigation-entry.mustache is told, for each chapter; on index.html also
                                        `chapterSummary`, `chapterSummaryMarkup` and `picture` (`source`, `width`, `height`),
                                        or `sign` where the chapter has none
      `figureList`, `references`        the addresses of these pages, where there are any
      `reference`                       the address of the reference of the directives, where the site has it
      `isIndex`, `isFigures`, `isReferences`, `isReference`  which page this is
      `publication`                     \(publication)
    """
}
