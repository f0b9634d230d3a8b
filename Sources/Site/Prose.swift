import Chapters
import Pipeline

/// Turns the author's text into HTML: CommonMark by cmark, and the marks that CommonMark knows nothing of.
struct Prose {
  let report: Report
  let results: [String: StoredResult]
  let formulas: [Formula: String]
  /// The page the text stands on, for links within it.
  let page: String

  /// A caption: Markdown within a line.
  func inline(_ markup: InlineMarkup) -> String {
    let html = MarkdownTree(markup.text).html(expansion(markup.marks.map(\.mark)))
    let body = html.trimmingPrefix("<p>")
    let end = body.ranges(of: "</p>").last?.lowerBound ?? body.endIndex
    return String(body[..<end]).substituting(" ", for: "</p>\n<p>")
  }

  /// How the marks of a text are written.
  func expansion(_ marks: [InlineMark]) -> MarkdownTree.Expansion {
    MarkdownTree.Expansion(
      mark: { marks.indices.contains($0) ? html(marks[$0]) : "" },
      plainMark: { marks.indices.contains($0) ? plain(marks[$0]) : "" })
  }

  private func html(_ mark: InlineMark) -> String {
    switch mark {
    case .formula(let tex, let isDisplayed, let label): return formula(tex, isDisplayed, label)
    case .reference(let id, let panel): return reference(id, panel)
    case .value(let block, let name):
      return "<span class=\"value\">\(HTML.escaped(value(block, name)))</span>"
    case .literal(let character): return HTML.escaped(String(character))
    }
  }

  private func formula(_ tex: String, _ isDisplayed: Bool, _ label: String?) -> String {
    let html =
      formulas[Formula(tex: tex, isDisplayed: isDisplayed)]
      ?? HTML.escaped(plain(.formula(tex, display: isDisplayed, label: label)))
    guard isDisplayed else { return html }
    guard let label, let number = report.numbering[label] else {
      return "<span class=\"equation\">\(html)</span>"
    }
    return
      "<span class=\"equation numbered\" id=\"\(label)\">\(html)<span class=\"number\">(\(number.number))</span></span>"
  }

  private func reference(_ id: String, _ panel: String?) -> String {
    guard let number = report.numbering[id] else { return HTML.escaped("@" + id) }
    let address =
      (number.page == page ? "" : HTML.address("\(number.page).html")) + "#\(id)"
      + (panel.map { "-\($0)" } ?? "")
    let label = number.kind == .equation ? "Equation (\(number.number))" : number.label
    return
      "<a class=\"reference\" href=\"\(address)\">\(label)\(panel.map { " " + HTML.escaped($0) } ?? "")</a>"
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
    case .literal(let character): String(character)
    }
  }
}
