import Files
import Foundation

/// The places within a single page: ids that two pages of the site share become different ones, and links to pages links
/// to places.
struct SinglePagePlaces {
  private let pages: [String: Int]
  private let folders: [String]
  private let shared: Set<String>

  /// - Parameters:
  ///   - names: the pages' names.
  ///   - contents: their HTML.
  init(names: [String], contents: [String]) {
    pages = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1 + ".html", $0) })
    folders = names.map { PagePath($0).folder }
    var counts: [String: Int] = [:]
    for content in contents {
      for id in Set(content.matches(of: #/ id="([^"]*)"/#).map { String($0.1) }) {
        counts[id, default: 0] += 1
      }
    }
    shared = Set(counts.filter { $0.value > 1 }.keys)
  }

  /// What a page's beginning is called.
  func id(ofPage index: Int) -> String { "_page-\(index)" }

  /// What a place of a page is called.
  func id(_ id: String, onPage index: Int) -> String {
    id.isEmpty ? self.id(ofPage: index) : shared.contains(id) ? "\(self.id(ofPage: index))-\(id)" : id
  }

  /// HTML of a page with its ids, its links and its files as the single page has them.
  ///
  /// - Throws: a `FileError` for a file that cannot be read.
  func rewritten(_ html: String, onPage index: Int, _ assets: SiteAssets) throws -> String {
    try html.replacing(#/ (id|href|src|for|aria-controls|aria-labelledby|aria-describedby)="([^"]*)"/#) {
      match in
      let (name, value) = (match.1, String(match.2))
      guard name == "href" || name == "src" else { return " \(name)=\"\(id(value, onPage: index))\"" }
      return try address(value, onPage: index, assets).map { " \(name)=\"\($0)\"" } ?? String(match.0)
    }
  }

  /// nil where an address leads out of the site.
  private func address(_ address: String, onPage index: Int, _ assets: SiteAssets) throws -> String? {
    let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let fragment = parts.count > 1 ? parts[1] : ""
    if parts[0].isEmpty {
      return "#" + HTML.address(id(fragment.removingPercentEncoding ?? fragment, onPage: index))
    }
    let path = SitePath.plain(folders[index] + (parts[0].removingPercentEncoding ?? parts[0]))
    if let path, let page = pages[path] {
      return "#" + HTML.address(id(fragment.removingPercentEncoding ?? fragment, onPage: page))
    }
    guard let path, let data = try assets.address(of: path) else { return nil }
    return "\(data)\" data-file=\"\(HTML.address(path))"
  }
}
