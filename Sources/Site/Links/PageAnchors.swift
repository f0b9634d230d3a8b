import Chapters
import Foundation
import Pipeline

/// The places of a page to which links can lead.
struct PageAnchors: Sendable {
  /// The names of the headings, in reading order.
  let headings: [String]
  /// All names.
  let all: Set<String>

  /// - Parameters:
  ///   - panels: what the panels of each of the report's blocks are called.
  ///   - taken: what a report's blocks, panels, equations, tables and sections are called.
  private init(_ chapter: Chapter, panels: [String: [String]], taken: Set<String>) {
    var used = taken
    var counts: [String: Int] = [:]
    headings = chapter.text.headings.map { heading in
      if let id = heading.id?.id { return id }
      let slug = Identifier.slug(heading.text).precomposedStringWithCanonicalMapping
      var anchor = slug
      // Equal headings get a number, and nothing else's name is taken.
      while !used.insert(anchor).inserted {
        let count = counts[slug, default: 1] + 1
        counts[slug] = count
        anchor = "\(slug)-\(count)"
      }
      return anchor
    }
    let blocks = chapter.blocks.map(\.id)
    all = Set(headings + blocks + blocks.flatMap { panels[$0] ?? [] } + chapter.idsInText.map(\.id))
  }

  /// Those of all chapters, by their names.
  static func all(of report: Report) -> [String: PageAnchors] {
    let panels = Dictionary(
      report.blocks.map { block in (block.id, block.exports.panels.map { "\(block.id)-\($0)" }) }
    ) { first, _ in first }
    var taken = Set(report.chapters.flatMap { $0.blocks.map(\.id) + $0.idsInText.map(\.id) })
    for names in panels.values { taken.formUnion(names) }
    return Dictionary(
      report.chapters.concurrentMap { [taken] in ($0.name, PageAnchors($0, panels: panels, taken: taken)) }
    ) { first, _ in first }
  }
}
