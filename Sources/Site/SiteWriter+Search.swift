import Chapters
import Foundation
import Pipeline

extension SiteWriter {
  /// A script with what readers may search: a page that was opened as a file may load a script beside it, but fetch no
  /// other file.
  static func searchScript(_ entries: [[String]]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    let lines = entries.map { texts in
      let data = (try? encoder.encode(texts)) ?? Data("[]".utf8)  // texts can always be encoded
      let line = String(decoding: data, as: UTF8.self)
      // The MathML of an equation is no markup of a page that has the script in it.
      return texts.count > 6 ? line.substituting("\\u003c", for: "<") : line
    }
    return "window.reportText = [\n\(lines.joined(separator: ",\n"))\n];\n"
  }

  /// What readers may search, a section, a figure or a numbered equation an entry: page, chapter with the field's terms for it,
  /// fragment, heading and text, and what a preview shows: of a figure the picture that stands for it, if it has any; of an
  /// equation no picture, and its MathML.
  var searchEntries: [[String]] {
    report.chapters.concurrentMap { searchEntries(of: $0) }.flatMap(\.self)
  }

  private func searchEntries(of chapter: Chapter) -> [[String]] {
    let prose = prose(on: chapter.name)
    let about = chapter.frontMatter
    let terms = terms(of: about, prose.plain).map { " (\($0))" } ?? ""
    let place = [PagePath("").address(of: chapter.name + ".html"), prose.plain(about.title) + terms]
    let sections = SearchText(plainHTML(of: chapter, prose)).sections.map {
      place + [$0.anchor, $0.heading, $0.text]
    }
    let figures = (self.figures[chapter.file.path] ?? []).map { figure in
      let texts = [figure.block.caption, figure.block.alt].compactMap { $0?.marked.plain(prose.searched) }
      // What a preview shows ends with the line.
      let all = [texts, figure.cells(prose.searched)].filter { !$0.isEmpty }.map { $0.joined(separator: " ") }
      let picture = figure.showpiece.map { ["\(figure.folder)/\($0.path)"] } ?? []
      return place + [figure.block.id, figure.number.label, all.joined(separator: "\n")] + picture
    }
    return sections + figures + equations(of: chapter).map { place + $0 }
  }

  private func equations(of chapter: Chapter) -> [[String]] {
    // The TeX in it is for those who copy a formula from its own page.
    let math = #/(<math.*?)<annotation.*?<\/annotation>(.*?<\/math>)/#.dotMatchesNewlines()
    return chapter.text.marks.compactMap { placed in
      guard case .formula(let tex, true, let id?) = placed.mark, let number = report.numbering[id],
        let html = rendered.formulas[Formula(tex: tex, isDisplayed: true)],
        let match = html.firstMatch(of: math)
      else { return nil }
      let label = "\(report.words[.equation]) (\(number.number))"
      return [id, label, Formula.letters(of: tex), "", String(match.1 + match.2)]
    }
  }

  /// The chapter's text with its formulas in plain letters, and without its blocks and their figures.
  private func plainHTML(of chapter: Chapter, _ prose: Prose) -> String {
    let anchors = links.headings(on: chapter.name)
    var expansion = prose.searched
    let ordinals = Set((figures[chapter.file.path] ?? []).map(\.block.source.ordinal))
    expansion.block = { ordinals.contains($0) ? "" : nil }
    expansion.anchor = { anchors.indices.contains($0) ? anchors[$0] : nil }
    let summary = chapter.frontMatter.summary.map { "<p>\(HTML.escaped(prose.plain($0)))</p>\n" }
    return (summary ?? "") + chapter.text.html(expansion)
  }
}
