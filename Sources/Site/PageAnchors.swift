import Chapters
import Pipeline

/// The places of a page to which links can lead.
struct PageAnchors: Sendable {
  /// The names of the headings, in reading order.
  let headings: [String]
  /// All names.
  let all: Set<String>

  /// - Parameter taken: what a report's blocks, panels, equations, tables and sections are called.
  init(_ chapter: Chapter, of report: Report, taken: Set<String>) {
    var used = taken
    var counts: [String: Int] = [:]
    headings = chapter.text.headings.map { heading in
      if let id = heading.id?.id { return id }
      let slug = Identifier.slug(heading.text)
      var anchor = slug
      // Equal headings get a number, and nothing else's name is taken.
      while !used.insert(anchor).inserted {
        let count = counts[slug, default: 1] + 1
        counts[slug] = count
        anchor = "\(slug)-\(count)"
      }
      return anchor
    }
    let decoded = Dictionary(report.blocks.map { ($0.id, $0) }) { first, _ in first }
    let blocks = chapter.blocks.map(\.id)
    let panels = blocks.flatMap { id in (decoded[id]?.exports.panels ?? []).map { "\(id)-\($0)" } }
    all = Set(headings + blocks + panels + chapter.idsInText.map(\.id))
  }

  /// Those of all chapters, by their names.
  static func all(of report: Report) -> [String: PageAnchors] {
    var taken = Set(report.chapters.flatMap { $0.blocks.map(\.id) + $0.idsInText.map(\.id) })
    for block in report.blocks { taken.formUnion(block.exports.panels.map { "\(block.id)-\($0)" }) }
    return Dictionary(
      report.chapters.map { ($0.name, PageAnchors($0, of: report, taken: taken)) }
    ) { first, _ in first }
  }
}
