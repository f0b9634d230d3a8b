import Chapters
import Foundation
import Pipeline

// All figures of a report on one page, and as a file for other programs.
extension SiteWriter {
  /// The name of the page of all figures and tables.
  static let figuresPage = "figures"

  /// The page of all figures and tables; nil where there are none.
  var figuresValues: TemplateValues? {
    guard hasFiguresPage else { return nil }
    let (page, title) = (Self.figuresPage, report.words[.figures])
    let prose = prose(on: page)
    let groups = report.chapters.enumerated().compactMap { index, chapter -> TemplateValues? in
      let entries = entries(of: chapter)
      guard !entries.isEmpty else { return nil }
      return [
        "page": PagePath(page).address(of: chapter.name + ".html"), "number": index + 1,
        "titleMarkup": prose.label(chapter.frontMatter.title),
        "entries": entries,
      ]
    }
    return unnumbered(page, title, ["body": templates.figures(["groups": groups]), "isFigures": true])
  }

  /// Whether there is a page of all figures; no chapter has its name then.
  var hasFiguresPage: Bool { !report.blocks.isEmpty }

  /// A chapter's figures and tables as they are numbered, those that its author wrote among them.
  private func entries(of chapter: Chapter) -> [TemplateValues] {
    let prose = prose(on: chapter.name)
    let address = PagePath(Self.figuresPage).address(of: chapter.name + ".html")
    var figures = (self.figures[chapter.file.path] ?? [])[...]
    var place = 0
    return chapter.numberedThings.compactMap { thing in
      switch thing {
      case .block: return figures.popFirst().map { entry($0, address, prose) }
      case .table(let table):
        defer { place += 1 }
        return entry(table, at: place, of: chapter, address, prose)
      case .equation, .section: return nil
      }
    }
  }

  private func entry(
    _ table: MarkedTable, at place: Int, of chapter: Chapter, _ address: String, _ prose: Prose
  ) -> TemplateValues? {
    guard let number = report.numbering.number(ofTable: place, in: chapter.name) else { return nil }
    return [
      "address": address + (table.id.map { "#\($0)" } ?? ""), "label": number.label,
      "captionMarkup": chapter.text.labelHTML(ofTable: place, prose.expansion),
      "sign": FigureView.signOfTable,
      "picture": nil,
    ]
  }

  private func entry(_ figure: FigureView, _ address: String, _ prose: Prose) -> TemplateValues {
    [
      "address": "\(address)#\(figure.block.id)", "label": figure.number.label,
      "captionMarkup": prose.label(figure.block.caption),
      "sign": figure.sign, "picture": figure.card,
    ]
  }

  /// The file that tells other programs of the figures.
  static let figureIndexName = "figures.json"

  /// What other programs may read of the figures: for each its page, label, texts, block, key and files.
  ///
  /// - Throws: what the encoder does.
  func figureIndex() throws -> String {
    let entries = report.chapters.flatMap { chapter in
      let prose = prose(on: chapter.name)
      return (figures[chapter.file.path] ?? []).map { figure in
        IndexedFigure(
          id: figure.block.id, directive: figure.block.directive, label: figure.number.label,
          page: "\(PagePath("").address(of: chapter.name + ".html"))#\(figure.block.id)",
          caption: prose.plain(figure.block.caption), source: figure.block.source.text,
          alt: figure.block.alt.map(prose.plain), key: figure.result.recipe.key,
          files: figure.files.keys.sorted())
      }
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(entries), as: UTF8.self) + "\n"
  }
}

/// A figure as `figures.json` tells of it.
private struct IndexedFigure: Encodable {
  let id, directive, label, page, caption: String
  /// The block as it stands in its chapter.
  let source: String
  let alt: String?
  let key: String
  let files: [String]
}
