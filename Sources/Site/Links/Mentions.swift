import Chapters
import Pipeline

/// Where the texts of a report refer to its figures and tables.
struct Mentions {
  /// A section of a page, or a figure whose caption or cells refer to another.
  private struct Place: Hashable {
    let page: String
    /// What leads there; empty for what stands before the first heading.
    let anchor: String
    /// What the link is called, on the page itself and on others.
    let label, farLabel: String
  }

  private var places: [String: [Place]] = [:]

  init(_ writer: SiteWriter) {
    let chapters = writer.report.chapters
    let mentions = chapters.concurrentMap { MentionRecorder.mentions(in: $0.text) }
    for (index, chapter) in chapters.enumerated() {
      add(mentions[index], of: chapter, number: index + 1, writer)
      for figure in writer.figures[chapter.file.path] ?? [] { addTexts(of: figure, on: chapter) }
    }
  }

  /// The links that lead back from a figure to where it is spoken of, in reading order; nil where it is nowhere.
  func links(to id: String, from page: String) -> String? {
    guard let places = places[id] else { return nil }
    return places.map { place in
      let isNear = place.page == page
      let fragment = place.anchor.isEmpty ? (isNear ? "#_content" : "") : "#" + HTML.address(place.anchor)
      let address = isNear ? fragment : PagePath(page).address(of: place.page + ".html") + fragment
      let label = HTML.escaped(isNear ? place.label : place.farLabel)
      return "<a href=\"\(HTML.escaped(address))\">\(label)</a>"
    }.joined(separator: ", ")
  }

  private mutating func add(_ ids: [String], _ place: Place) {
    for id in ids where places[id]?.contains(place) != true { places[id, default: []].append(place) }
  }

  private mutating func add(
    _ mentions: [(section: Int, id: String)], of chapter: Chapter, number: Int, _ writer: SiteWriter
  ) {
    let title = writer.prose(on: chapter.name).plain(chapter.frontMatter.title)
    let anchors = writer.links.headings(on: chapter.name)
    let sections = zip(chapter.text.headings, anchors).map { heading, anchor in
      Place(
        page: chapter.name, anchor: anchor, label: heading.text,
        farLabel: "\(number) \(title): \(heading.text)")
    }
    let top = Place(page: chapter.name, anchor: "", label: title, farLabel: "\(number) \(title)")
    for (section, id) in mentions {
      add([id], sections.indices.contains(section) ? sections[section] : top)
    }
  }

  private mutating func addTexts(of figure: FigureView, on chapter: Chapter) {
    let (block, label) = (figure.block, figure.number.label)
    let place = Place(page: chapter.name, anchor: block.id, label: label, farLabel: label)
    let marks = ([block.caption] + block.authored.texts).flatMap { $0.marked.marks.map(\.mark) }
    add(marks.flatMap(MentionRecorder.ids).filter { $0 != block.id }, place)
  }
}

/// Notes the references of a text while it is rendered, each with the section that it stands in.
private final class MentionRecorder {
  private var section = -1
  private var mentions: [(section: Int, id: String)] = []

  /// What a text refers to, in reading order, with the ordinals of the headings above; -1 before the first.
  static func mentions(in text: MarkedText) -> [(section: Int, id: String)] {
    let recorder = MentionRecorder()
    var expansion = MarkupExpansion(
      mark: { mark in
        recorder.mentions += ids(in: mark).map { (recorder.section, $0) }
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
