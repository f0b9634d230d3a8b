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
    let known = report.chapters.map { $0.file.name }
    return report.chapters.flatMap { chapter in
      var places = LinkPlaces(chapter.file)
      let tree = MarkdownTree(chapter.markup.text)
      let links = tree.links
      let targets = LinkTargets(links.map(\.target), in: report)
      let found = links.compactMap { target, _, line -> Diagnostic? in
        let span = places.next(target, from: line)
        return mistake(target, targets[target], known).map { Diagnostic($0, at: span) }
      }
      var pictures = LinkPlaces(chapter.file)
      return found
        + tree.picturesWithoutText.map {
          Diagnostic(LinkMistake.pictureWithoutText($0.target), at: pictures.next($0.target, from: $0.line))
        }
    }
  }

  private func mistake(_ target: String, _ place: LinkTarget, _ known: [String]) -> (any Complaint)? {
    let folder = report.project.report
    switch place {
    case .untouched, .chapter: return nil
    case .file(let path): return LinkedFile(target: target, url: folder.appending(path: path)).mistake
    case .broken:
      let cause = FileCause.absence(of: folder.appending(path: target.removingPercentEncoding ?? target))
      if let cause, ![.missing, .fileOnTheWay].contains(cause) {
        return LinkMistake.unreadable(target, cause)
      }
      return Mistake.brokenLink(target, known: known)
    }
  }
}

/// Finds the links' targets in the text: cmark tells only the line of the paragraph around them.
private struct LinkPlaces {
  /// How many bytes behind the link before are looked at: a target may be spelled otherwise in the text.
  private static let reach = 4000

  private let file: SourceFile
  /// Where the search for the next target goes on.
  private var cursor = SourcePosition(line: 1, column: 1)
  /// The line of the cursor from there on.
  private var rest: Substring
  /// The targets that were not found from the cursor on.
  private var missed: Set<String> = []

  init(_ file: SourceFile) {
    self.file = file
    rest = file.line(1) ?? ""
  }

  /// The place of the next link's target at or after a line; the line's start if it cannot be found.
  mutating func next(_ target: String, from line: Int) -> SourceSpan {
    if cursor.line < line { move(to: line) }
    let length = target.unicodeScalars.count
    var (position, text, left) = (cursor, rest, missed.contains(target) ? 0 : Self.reach)
    while left > 0, !target.isEmpty {
      if let found = text.utf8.prefix(left).firstRange(of: target.utf8) {
        position.column += text[..<found.lowerBound].unicodeScalars.count
        cursor = SourcePosition(line: position.line, column: position.column + length)
        (rest, missed) = (text[found.upperBound...], [])
        return SourceSpan(file, at: position, length: length)
      }
      left -= text.utf8.count + 1
      position = SourcePosition(line: position.line + 1, column: 1)
      guard let next = file.line(position.line) else { break }
      text = next
    }
    missed.insert(target)
    return SourceSpan(file, at: SourcePosition(line: line, column: 1))
  }

  private mutating func move(to line: Int) {
    missed = []
    cursor = SourcePosition(line: line, column: 1)
    rest = file.line(line) ?? ""
  }
}

extension SourceFile {
  /// The last part of the path.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}
