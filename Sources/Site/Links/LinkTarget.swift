import Chapters
import Files
import Foundation
import Pipeline

/// Where the links of a report lead, each target looked up once.
struct LinkTargets: Sendable {
  private let targets: [String: LinkTarget]

  init(_ report: Report) {
    let chapters = Dictionary(report.chapters.map { ($0.file.name, $0.name) }) { first, _ in first }
    let links = Set(report.texts.flatMap { $0.text.links.map(\.target) })
    targets = Dictionary(
      uniqueKeysWithValues: links.map { ($0, LinkTarget($0, in: report.project.report, chapters)) })
  }

  /// Where a link leads.
  subscript(target: String) -> LinkTarget { targets[target] ?? .broken }
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

  /// - Parameter chapters: the chapters' names by those of their files.
  fileprivate init(_ target: String, in folder: URL, _ chapters: [String: String]) {
    let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let path = Self.plain(parts[0].removingPercentEncoding ?? parts[0])
    let place = parts.count > 1 ? parts[1].removingPercentEncoding ?? parts[1] : nil
    if target.isEmpty || target.hasPrefix("//") {
      self = .untouched
    } else if target.hasPrefix("#") {
      self = place?.isEmpty == false ? .place(place ?? "") : .untouched
    } else if let chapter = chapters[path] {
      self = .chapter(chapter, place: place?.isEmpty == true ? nil : place)
    } else if let file = Self.file(path, in: folder) ?? Self.file(Self.plain(target), in: folder) {
      self = .file(file)
    } else {
      self = Self.hasScheme(target) ? .untouched : .broken
    }
  }

  /// The address in a page; nil where it is the author's.
  var address: String? {
    switch self {
    case .chapter(let name, let place):
      HTML.address(name + ".html") + (place.map { "#" + HTML.address($0) } ?? "")
    case .file(let path): HTML.address("files/\(path)")
    case .place(let place): "#" + HTML.address(place)
    case .untouched, .broken: nil
    }
  }

  /// A path in its one spelling: without `.` and without a slash too many, so that a file has one place in the site.
  private static func plain(_ path: String) -> String {
    let parts = path.split(separator: "/").filter { $0 != "." }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
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
    guard !path.isEmpty, !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else { return nil }
    let spelled = SpelledPath.existing(path, in: folder) ?? path
    let url = folder.appending(path: spelled)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), !isFolder.boolValue else {
      return nil
    }
    return spelled
  }
}
