import Chapters
import Foundation
import Pipeline

/// Where the links of a chapter lead, each target looked up once.
struct LinkTargets: Sendable {
  private let targets: [String: LinkTarget]

  init(_ links: [String], in report: Report) {
    let chapters = Dictionary(report.chapters.map { ($0.file.name, $0.name) }) { first, _ in first }
    targets = Dictionary(
      uniqueKeysWithValues: Set(links).map { ($0, LinkTarget($0, in: report.project.report, chapters)) })
  }

  /// Where a link of the chapter leads.
  subscript(target: String) -> LinkTarget { targets[target] ?? .broken }
}

/// Where a link leads.
enum LinkTarget: Equatable {
  /// Out of the report, or to a place on the same page; left as it is.
  case untouched(String)
  /// Another chapter, at its page's address.
  case chapter(String)
  /// A file of the report's folder, by its path there; it is copied into the site.
  case file(String)
  case broken

  /// - Parameter chapters: the chapters' names by those of their files.
  fileprivate init(_ target: String, in folder: URL, _ chapters: [String: String]) {
    if target.isEmpty || target.hasPrefix("#") || target.hasPrefix("//") || Self.hasScheme(target) {
      self = .untouched(target)
      return
    }
    let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let path = Self.plain(parts[0].removingPercentEncoding ?? parts[0])
    let fragment = parts.count > 1 ? "#" + parts[1] : ""
    if let chapter = chapters[path] {
      self = .chapter(HTML.address(chapter + ".html") + fragment)
    } else if Self.isFile(path, in: folder) {
      self = .file(path)
    } else {
      self = .broken
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

  /// A regular file inside the folder; neither `..` nor a symbolic link leads out of it.
  private static func isFile(_ path: String, in folder: URL) -> Bool {
    guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else { return false }
    let url = folder.appending(path: path)
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && !isFolder.boolValue
      && ProjectFolder.encloses(folder, url)
  }
}
