import Chapters
import Foundation
import Pipeline

/// The links and images of the chapters: other chapters and files of the report's folder must exist.
public struct LinkCheck {
  private let report: Report

  public init(_ report: Report) { self.report = report }

  /// Every link that leads nowhere.
  public var diagnostics: [Diagnostic] {
    report.chapters.flatMap { chapter in
      MarkdownTree(chapter.markup.text).links.compactMap { target, _, line in
        guard case .broken = LinkTarget(target, in: report) else { return nil }
        let source = chapter.file.line(line).map(String.init) ?? ""
        let column = source.ranges(of: target).first.map { source[..<$0.lowerBound].unicodeScalars.count + 1 } ?? 1
        let span = SourceSpan(
          chapter.file, at: SourcePosition(line: line, column: column), length: target.unicodeScalars.count)
        return Diagnostic(.brokenLink(target, known: report.chapters.map { $0.file.name }), at: span)
      }
    }
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
    let isElsewhere = target.wholeMatch(of: #/([a-zA-Z][a-zA-Z0-9+.-]*:.*)|(#.*)|(//.*)/#) != nil
    if target.isEmpty || isElsewhere {
      self = .untouched(target)
      return
    }
    let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let path = parts[0].removingPercentEncoding ?? parts[0]
    let fragment = parts.count > 1 ? "#" + parts[1] : ""
    if let chapter = report.chapters.first(where: { $0.file.name == path }) {
      self = .chapter(chapter.name + ".html" + fragment)
    } else if Self.isFile(path, in: report.project.report) {
      self = .file(path)
    } else {
      self = .broken
    }
  }

  /// A regular file inside the folder; neither `..` nor a symbolic link leads out of it.
  private static func isFile(_ path: String, in folder: URL) -> Bool {
    guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else { return false }
    let url = folder.appending(path: path).resolvingSymlinksInPath()
    let inside = url.path.hasPrefix(folder.resolvingSymlinksInPath().path + "/")
    var isFolder: ObjCBool = false
    return inside && FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && !isFolder.boolValue
  }
}
