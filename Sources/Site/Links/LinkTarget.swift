import Chapters
import Files
import Foundation
import Pipeline

/// Where the links of a report lead, each target looked up once for each folder of chapters.
struct LinkTargets: Sendable {
  private let targets: [String: [String: LinkTarget]]

  init(_ report: Report) {
    let chapters = Dictionary(report.chapters.map { ($0.name + ".md", $0.name) }) { first, _ in first }
    let texts = Dictionary(grouping: report.texts) { PagePath($0.page).folder }
    targets = texts.reduce(into: [:]) { targets, group in
      let links = Set(group.value.flatMap { $0.text.links.map(\.target) })
      let pairs = links.map { ($0, LinkTarget($0, from: group.key, in: report.project.report, chapters)) }
      targets[group.key] = Dictionary(uniqueKeysWithValues: pairs)
    }
  }

  /// The report's files to which its texts link.
  var files: Set<String> {
    Set(
      targets.values.flatMap { $0.values.compactMap { if case .file(let path) = $0 { path } else { nil } } })
  }

  /// Where a link of a page leads.
  subscript(target: String, on page: String) -> LinkTarget {
    targets[PagePath(page).folder]?[target] ?? .broken
  }
}

/// Where a link leads.
enum LinkTarget: Equatable {
  /// Out of the report; left as it is.
  case untouched
  /// A place on the same page.
  case place(String)
  /// Another chapter, or a place in it.
  case chapter(String, place: String?)
  /// A file of the report's folder, by its path there; it is copied into the site.
  case file(String)
  case broken

  /// - Parameters:
  ///   - base: the folder of the chapter, within the report's: links lead from there, or from the report's.
  ///   - chapters: the chapters' names by the paths of their files.
  fileprivate init(_ target: String, from base: String, in folder: URL, _ chapters: [String: String]) {
    let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    // Browsers compare names byte by byte, and so letters with accents have one spelling, as in `PageAnchors`.
    let place =
      parts.count > 1
      ? (parts[1].removingPercentEncoding ?? parts[1]).precomposedStringWithCanonicalMapping : nil
    let path = parts[0].removingPercentEncoding ?? parts[0]
    let paths = [path, target].flatMap { [SitePath.plain(base + $0), SitePath.plain($0)] }.compactMap(\.self)
    if target.isEmpty || target.hasPrefix("//") {
      self = .untouched
    } else if target.hasPrefix("#") {
      self = place?.isEmpty == false ? .place(place ?? "") : .untouched
    } else if let chapter = paths.lazy.compactMap({ chapters[$0] }).first {
      self = .chapter(chapter, place: place?.isEmpty == true ? nil : place)
    } else if let file = paths.lazy.compactMap({ Self.file($0, in: folder) }).first {
      self = .file(file)
    } else {
      self = Self.hasScheme(target) ? .untouched : .broken
    }
  }

  /// The address in a page; nil where it is the author's.
  func address(from page: PagePath) -> String? {
    switch self {
    case .chapter(let name, let place):
      page.address(of: name + ".html") + (place.map { "#" + HTML.address($0) } ?? "")
    case .file(let path): page.address(of: "files/\(path)")
    case .place(let place): "#" + HTML.address(place)
    case .untouched, .broken: nil
    }
  }

  /// Whether an address begins with a scheme such as `https:` (RFC 3986, section 3.1).
  private static func hasScheme(_ target: String) -> Bool {
    guard let colon = target.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let scheme = target[..<colon]
    guard let first = scheme.first, first.isASCII, first.isLetter else { return false }
    return scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+.-".contains($0)) }
  }

  /// The path of a regular file inside the folder, spelled as the disk has it: a Mac decomposes letters with accents.
  private static func file(_ path: String, in folder: URL) -> String? {
    guard !path.isEmpty else { return nil }
    let spelled = SpelledPath.existing(path, in: folder) ?? path
    let url = folder.appending(path: spelled)
    return [nil, .folder].contains(FileKind(behind: url.path)) ? nil : spelled
  }
}
