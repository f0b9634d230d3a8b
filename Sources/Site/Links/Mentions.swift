import Chapters
import Pipeline

/// Where the texts of a report refer to its figures and tables.
struct Mentions {
  /// A section of a page, or a figure whose caption or cells refer to another.
  private struct Place {
    let page: String
    /// What leads to each reference there, in reading order.
    var anchors: [String]
    /// What the link is called, on the page itself and on others.
    let label, farLabel: String

    func isBeside(_ other: Place) -> Bool { (page, farLabel) == (other.page, other.farLabel) }
  }

  private var places: [String: [Place]] = [:]

  /// What leads to a reference within a page's text, by how many stand before it.
  private static func anchor(_ ordinal: Int) -> String { "_from-\(ordinal + 1)" }

  /// How the marks of a page's text are written, in reading order, with the anchors that the links lead back to.
  static func anchored(_ mark: @escaping (InlineMark) -> String) -> (InlineMark) -> String {
    var ordinal = 0
    let link = "<a class=\"reference\""
    return {
      let html = mark($0)
      guard !MentionRecorder.ids(in: $0).isEmpty else { return html }
      defer { ordinal += 1 }
      guard html.holds(link) else { return html }
      let place = "<span id=\"\(anchor(ordinal))\"></span>"
      return html.hasPrefix(link) ? place + html : html + place
    }
  }

  init(_ writer: SiteWriter) {
    let chapters = writer.report.chapters
    let mentions = chapters.concurrentMap { MentionRecorder.mentions(in: $0.text) }
    for (index, chapter) in chapters.enumerated() {
      add(mentions[index], of: chapter, number: index + 1, writer)
      for figure in writer.figures[chapter.file.path] ?? [] { addTexts(of: figure, on: chapter) }
    }
  }

  /// The links that lead back from a figure to where it is spoken of, in reading order, the first of a section by the section's
  /// name and the others by their numbers; nil where it is nowhere.
  func links(to id: String, from page: String) -> String? {
    places[id]?.map { place in
      let isNear = place.page == page
      let start = isNear ? "" : PagePath(page).address(of: place.page + ".html")
      let label = isNear ? place.label : place.farLabel
      return place.anchors.enumerated().map { index, anchor in
        let address = HTML.escaped(start + "#" + HTML.address(anchor))
        guard index > 0 else { return "<a href=\"\(address)\">\(HTML.escaped(label))</a>" }
        let whole = HTML.escaped("\(label), \(index + 1)")
        return "<a href=\"\(address)\" aria-label=\"\(whole)\">\(index + 1)</a>"
      }.joined(separator: " ")
    }.joined(separator: ", ")
  }

  private mutating func add(_ ids: [String], _ place: Place) {
    for id in ids {
      var known = places[id] ?? []
      if let last = known.indices.last, known[last].isBeside(place) {
        known[last].anchors += place.anchors.filter { !known[last].anchors.contains($0) }
      } else {
        known.append(place)
      }
      places[id] = known
    }
  }

  private mutating func add(
    _ mentions: [MentionRecorder.Mention], of chapter: Chapter, number: Int, _ writer: SiteWriter
  ) {
    let title = writer.prose(on: chapter.name).plain(chapter.frontMatter.title)
    let headings = chapter.text.headings
    for mention in mentions {
      let heading = headings.indices.contains(mention.section) ? headings[mention.section].text : nil
      let place = Place(
        page: chapter.name, anchors: [Self.anchor(mention.ordinal)], label: heading ?? title,
        farLabel: "\(number) \(title)" + (heading.map { ": \($0)" } ?? ""))
      add(mention.ids, place)
    }
  }

  private mutating func addTexts(of figure: FigureView, on chapter: Chapter) {
    let (block, label) = (figure.block, figure.number.label)
    let place = Place(page: chapter.name, anchors: [block.id], label: label, farLabel: label)
    let marks = ([block.caption] + block.authored.texts).flatMap { $0.marked.marks.map(\.mark) }
    add(marks.flatMap(MentionRecorder.ids).filter { $0 != block.id }, place)
  }
}

/// Notes the references of a text while it is rendered, each with the section that it stands in.
private final class MentionRecorder {
  struct Mention {
    /// The ordinal of the heading above; -1 before the first.
    let section: Int
    /// How many references stand before it in the text.
    let ordinal: Int
    let ids: [String]
  }

  private var section = -1
  private var mentions: [Mention] = []

  /// What a text refers to, in reading order.
  static func mentions(in text: MarkedText) -> [Mention] {
    let recorder = MentionRecorder()
    var expansion = MarkupExpansion(
      mark: { mark in
        let ids = ids(in: mark)
        if !ids.isEmpty {
          recorder.mentions.append(
            Mention(section: recorder.section, ordinal: recorder.mentions.count, ids: ids))
        }
        return ""
      }, plainMark: { _ in "" })
    expansion.anchor = { ordinal in
      recorder.section = ordinal
      return nil
    }
    expansion.block = { _ in "" }
    _ = text.html(expansion)
    return recorder.mentions
  }

  /// What a mark refers to.
  static func ids(in mark: InlineMark) -> [String] {
    switch mark {
    case .reference(let id, _): [id]
    case .citation(let all): all.map(\.key)
    default: []
    }
  }
}
