import Figures
import Files
import Foundation

/// A page about what two sites have otherwise: changed figures side by side with the options that changed, curves over one
/// another, and the pages whose text changed.
public struct SiteDifferencePage {
  /// A figure as `figures.json` of a site has it.
  private struct Entry: Decodable {
    let id, label, caption: String
    let source: String?
  }

  private let old: URL
  private let new: URL
  private let changes: [SiteDifference.Change]
  /// What changed of blocks' results, in words, by block.
  private let results: [String: [String]]

  /// - Parameters:
  ///   - old: the older site.
  ///   - new: the newer one.
  ///   - changes: what they have otherwise.
  ///   - results: what locks say of blocks, in words.
  public init(_ old: URL, _ new: URL, _ changes: [SiteDifference.Change], results: [String: [String]]) {
    (self.old, self.new, self.changes, self.results) = (old, new, changes, results)
  }

  /// Writes the page.
  ///
  /// - Parameters:
  ///   - names: what the sites are called.
  ///   - place: where the page goes; its pictures go into a folder of that name beside it.
  /// - Throws: `FileError<FileFault>`, `FigureError`.
  public func write(names: (old: String, new: String), to place: URL) throws {
    var page = ComparisonPage("\(names.old) and \(names.new)", titles: ("old", "new"), at: place)
    let entries = [old, new].map(Self.entries)
    let files = Dictionary(grouping: changes) { Self.block(of: $0.path) }
    let blocks = Set(files.keys.compactMap(\.self)).union(results.keys)
    let order = Dictionary(entries.flatMap(\.self).reversed().enumerated().map { ($1.id, -$0) }) { $1 }
    let others = files[nil] ?? []
    page.add("\(blocks.count.counted("figure")) changed, and \(others.count.counted("other file")).")
    for block in blocks.sorted(by: { (order[$0] ?? 1, $0) < (order[$1] ?? 1, $1) }) {
      try add(block, entries.map { $0.first { $0.id == block } }, files[block] ?? [], to: &page)
    }
    if !others.isEmpty { page.add(heading: "Pages and other files") }
    page.add(rows: others.map { [$0.path, $0.text] })
    try page.write()
  }

  private func add(
    _ block: String, _ entries: [Entry?], _ files: [SiteDifference.Change], to page: inout ComparisonPage
  ) throws {
    let entry = entries[1] ?? entries[0]
    page.add(heading: entry.map { "\($0.label): \(block)" } ?? block)
    if let caption = entry?.caption { page.add(caption) }
    let lines = entries.map { ($0?.source ?? "").split(separator: "\n").map(String.init) }
    let difference = lines[1].difference(from: lines[0])
    page.add(removed: difference.removals.map(\.line), inserted: difference.insertions.map(\.line))
    page.add(rows: (results[block] ?? []).map { [$0] })
    page.add(rows: files.map { [$0.path, $0.text] })
    for file in files where file.text != SiteDifference.samePixels {
      let contents = [old, new].map { try? RegularFile.content(of: $0.appending(path: file.path)) }
      if file.path.hasSuffix(".png") {
        try page.add(picture: file.path, old: contents[0], new: contents[1])
      } else if file.path.hasSuffix("/plot.csv") {
        page.add(curves: file.path, old: contents[0], new: contents[1])
      }
    }
  }

  private static func entries(of site: URL) -> [Entry] {
    let data = try? RegularFile.content(of: site.appending(path: SiteWriter.figureIndexName))
    return data.flatMap { try? JSONDecoder().decode([Entry].self, from: $0) } ?? []
  }

  /// The block whose file it is; nil for a page.
  private static func block(of path: String) -> String? {
    let parts = path.split(separator: "/")
    return parts.count > 2 && parts[0] == "figures" ? String(parts[1]) : nil
  }
}

extension CollectionDifference<String>.Change {
  fileprivate var line: String {
    switch self {
    case .insert(_, let line, _), .remove(_, let line, _): line
    }
  }
}
