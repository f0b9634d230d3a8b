import Chapters
import Files
import Foundation
import Pipeline

/// The links and images of the chapters: other chapters and files of the report's folder must exist.
public struct LinkCheck {
  private let report: Report

  /// The check of a report's chapters.
  public init(_ report: Report) { self.report = report }

  /// Every link that leads nowhere, or to what the site should not have.
  public var diagnostics: [Diagnostic] {
    report.chapters.flatMap { chapter in
      var places = LinkPlaces(chapter.file)
      return MarkdownTree(chapter.markup.text).links.compactMap { target, _, line -> Diagnostic? in
        let span = places.next(target, from: line)
        return mistake(target).map { Diagnostic($0, at: span) }
      }
    }
  }

  private func mistake(_ target: String) -> (any Complaint)? {
    let folder = report.project.report
    switch LinkTarget(target, in: report) {
    case .untouched, .chapter: return nil
    case .file(let path): return LinkedFile(target: target, url: folder.appending(path: path)).mistake
    case .broken:
      let cause = FileCause.absence(of: folder.appending(path: target.removingPercentEncoding ?? target))
      if let cause, ![.missing, .fileOnTheWay].contains(cause) {
        return LinkMistake.unreadable(target, cause)
      }
      return Mistake.brokenLink(target, known: report.chapters.map { $0.file.name })
    }
  }
}

/// Finds the links' targets in the text: cmark tells only the line of the paragraph around them.
private struct LinkPlaces {
  private let file: SourceFile
  /// Where the search for the next target goes on.
  private var cursor = SourcePosition(line: 1, column: 1)

  init(_ file: SourceFile) { self.file = file }

  /// The place of the next link's target at or after a line; the line's start if it cannot be found.
  mutating func next(_ target: String, from line: Int) -> SourceSpan {
    if cursor.line < line { cursor = SourcePosition(line: line, column: 1) }
    let length = target.unicodeScalars.count
    var number = cursor.line
    while let text = file.line(number), number < line + 200 {
      let skipped = number == cursor.line ? cursor.column - 1 : 0
      let rest = String(String.UnicodeScalarView(text.unicodeScalars.dropFirst(skipped)))
      if let found = rest.firstRange(of: target), !target.isEmpty {
        let column = skipped + rest[..<found.lowerBound].unicodeScalars.count + 1
        cursor = SourcePosition(line: number, column: column + length)
        return SourceSpan(file, at: SourcePosition(line: number, column: column), length: length)
      }
      number += 1
    }
    return SourceSpan(file, at: SourcePosition(line: line, column: 1))
  }
}

extension SourceFile {
  /// The last part of the path.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }
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

  init(_ target: String, in report: Report) {
    if target.isEmpty || target.hasPrefix("#") || target.hasPrefix("//") || Self.hasScheme(target) {
      self = .untouched(target)
      return
    }
    let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let path = Self.plain(parts[0].removingPercentEncoding ?? parts[0])
    let fragment = parts.count > 1 ? "#" + parts[1] : ""
    if let chapter = report.chapters.first(where: { $0.file.name == path }) {
      self = .chapter(HTML.address(chapter.name + ".html") + fragment)
    } else if Self.isFile(path, in: report.project.report) {
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
    return ProjectFolder.encloses(folder, url)
      && FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && !isFolder.boolValue
  }
}
