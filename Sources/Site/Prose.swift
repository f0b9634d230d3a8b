import Chapters
import Pipeline

/// Turns an author's text into HTML: what its marks stand for. Every text of a page holds it, so it is an object.
final class Prose: Sendable {
  let report: Report
  let results: [String: StoredResult]
  let rendered: RenderedText
  /// The page the text stands on, for links within it.
  let page: String
  /// Where the page's links lead.
  let targets: LinkTargets

  init(
    report: Report, results: [String: StoredResult], rendered: RenderedText, page: String,
    targets: LinkTargets
  ) {
    (self.report, self.results, self.rendered) = (report, results, rendered)
    (self.page, self.targets) = (page, targets)
  }

  /// The words of the page.
  var words: PageWords { report.words }

  /// A caption or a title: Markdown within a line.
  func inline(_ text: AuthorText) -> String { text.marked.inlineHTML(expansion) }

  /// The same without links, for what stands within one.
  func label(_ text: AuthorText) -> String { text.marked.labelHTML(expansion) }

  /// The same as plain text, for attributes.
  func plain(_ text: AuthorText) -> String { text.marked.plain(expansion) }

  /// How the marks of a text are written.
  var expansion: MarkupExpansion {
    var expansion = MarkupExpansion(mark: html, plainMark: plain)
    let words = report.words
    expansion.anchorLabel = words[.toSection]
    expansion.calloutTitle = { words[$0] }
    expansion.footnoteWords = (words[.footnotes], words[.back])
    expansion.quotes = report.manifest.smartQuotes ? Quotes(language: report.manifest.language) : nil
    expansion.tableLabel = { [self] in report.numbering.number(ofTable: $0, in: page)?.label }
    expansion.target = { [self] in targets[$0, on: page].address(from: PagePath(page)) ?? $0 }
    // A line may break between the parts of a formula as before.
    expansion.joined = { formula, punctuation in
      let parts = formula.substituting(
        "</span><wbr><span class=\"base\">", for: "</span><span class=\"base\">")
      return "<span class=\"joined\">\(parts)\(punctuation)</span>"
    }
    expansion.size = { [self] target in
      guard case .file(let path) = targets[target, on: page] else { return nil }
      return PictureSize(of: report.project.report.appending(path: path)).map { ($0.width, $0.height) }
    }
    return expansion
  }

  /// The same for those who search: formulas in plain letters, sources as the page names them.
  var searched: MarkupExpansion {
    var expansion = expansion
    let plain = { [self] in searched($0) }
    (expansion.plainMark, expansion.mark) = (plain, { HTML.escaped(plain($0)) })
    return expansion
  }

  private func searched(_ mark: InlineMark) -> String {
    switch mark {
    case .formula(let tex, _, _): Formula.letters(of: tex)
    case .citation: cited(mark).map { SearchText($0).sections.map(\.text).joined() } ?? plain(mark)
    default: plain(mark)
    }
  }

  private func html(_ mark: InlineMark) -> String {
    switch mark {
    case .formula(let tex, let isDisplayed, let label): formula(tex, isDisplayed, label)
    case .reference(let id, let panel): reference(id, panel)
    case .citation(let all):
      // Brackets that name no sources but what the report itself has keep their words.
      cited(mark) ?? "["
        + all.map { words($0, around: reference($0.key, nil), escaping: HTML.escaped) }
        .joined(separator: "; ") + "]"
    case .value(let block, let name): "<span class=\"value\">\(HTML.escaped(value(block, name)))</span>"
    default: HTML.escaped(plain(mark))
    }
  }

  private func cited(_ mark: InlineMark) -> String? {
    rendered.sources[mark]?.replacing(
      "href=\"\(CitedSources.page).html#", with: "href=\"\(PagePath(page).root)\(CitedSources.page).html#")
  }

  private func formula(_ tex: String, _ isDisplayed: Bool, _ label: String?) -> String {
    let html =
      rendered.formulas[Formula(tex: tex, isDisplayed: isDisplayed)]
      ?? HTML.escaped(plain(.formula(tex, display: isDisplayed, label: label)))
    guard isDisplayed else { return html }
    guard let label, let number = report.numbering[label] else {
      return "<span class=\"equation\">\(html)</span>"
    }
    return
      "<span class=\"equation numbered\" id=\"\(label)\">\(html)<span class=\"number\">(\(number.number))</span></span>"
  }

  /// A link to a figure or a table, by its number.
  func link(to id: String) -> String { reference(id, nil) }

  private func reference(_ id: String, _ panel: String?) -> String {
    guard let number = report.numbering[id] else {
      let source = cited(.reference(id, panel: nil)) ?? HTML.escaped("@" + id)
      return source + (panel.map { HTML.escaped("/" + $0) } ?? "")
    }
    let address =
      (number.page == page ? "" : PagePath(page).address(of: "\(number.page).html")) + "#\(id)"
      + (panel.map { "-\($0)" } ?? "")
    let label = number.kind == .equation ? "\(report.words[.equation]) (\(number.number))" : number.label
    return
      "<a class=\"reference\" href=\"\(address)\">\(HTML.escaped(label))\(panel.map { " " + HTML.escaped($0) } ?? "")</a>"
  }

  /// What an author wrote before and behind a key within brackets, around what stands for the key.
  private func words(_ source: Citation, around text: String, escaping: (String) -> String) -> String {
    let prefix = source.prefix.isEmpty ? "" : escaping(source.prefix) + " "
    return prefix + text + (source.suffix.isEmpty ? "" : ", " + escaping(source.suffix))
  }

  private func value(_ block: String, _ name: String) -> String {
    let value = results[block]?.values.first { $0.name == name }
    guard let value else {
      preconditionFailure("Prose: expected \(block).\(name), which the check of references found")
    }
    return value.text
  }

  /// The mark as text, for attributes.
  private func plain(_ mark: InlineMark) -> String {
    switch mark {
    case .formula(let tex, let isDisplayed, _): isDisplayed ? "$$\(tex)$$" : "$\(tex)$"
    case .reference(let id, let panel):
      (report.numbering[id]?.label ?? "@" + id) + (panel.map { " " + $0 } ?? "")
    case .value(let block, let name): value(block, name)
    case .variable(let name): report.manifest.variables.texts[name] ?? ""
    case .citation(let all):
      "["
        + all.map { words($0, around: plain(.reference($0.key, panel: nil))) { $0 } }.joined(separator: "; ")
        + "]"
    case .literal(let character): String(character)
    default: ""
    }
  }
}
