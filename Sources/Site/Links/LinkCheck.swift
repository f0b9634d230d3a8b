import Chapters
import Files
import Foundation
import Pipeline

/// The links and pictures of all texts: other chapters, their headings and files of the report's folder must exist.
struct LinkCheck {
  private let report: Report
  private let links: ReportLinks

  /// - Parameter links: the report's.
  init(_ report: Report, _ links: ReportLinks) { (self.report, self.links) = (report, links) }

  /// Every link that leads nowhere, or to what the site should not have.
  var diagnostics: [Diagnostic] {
    let (targets, anchors) = (links.targets, links.anchors)
    let known = report.chapters.map { $0.name + ".md" }
    return report.texts.flatMap { text in
      text.text.links.compactMap { link in
        let found = complaint(about: link, targets[link.target, on: text.page], on: text.page, anchors, known)
        return found.map { Diagnostic($0, at: link.span) }
      }
    }
  }

  private func complaint(
    about link: MarkedText.Link, _ target: LinkTarget, on page: String, _ anchors: [String: PageAnchors],
    _ known: [String]
  ) -> (any Complaint)? {
    let found: (any Complaint)? =
      switch target {
      case .untouched: nil as Mistake?
      case .place(let place): mistake(in: place, of: page, anchors)
      case .chapter(let name, let place): place.flatMap { mistake(in: $0, of: name, anchors) }
      case .file(let path): mistake(inFile: path, link.target)
      case .broken: absence(of: link.target, known)
      }
    let isBlank = link.isImage && link.text.allSatisfy(\.isWhitespace)
    return found ?? (isBlank ? LinkMistake.pictureWithoutText(link.target) : nil)
  }

  private func mistake(in place: String, of name: String, _ anchors: [String: PageAnchors]) -> Mistake? {
    guard let page = anchors[name], !page.all.contains(place) else { return nil }
    return .unknownHeading(place, in: name + ".md", known: page.headings)
  }

  private func mistake(inFile path: String, _ target: String) -> (any Complaint)? {
    let url = report.project.report.appending(path: path)
    // Why a chapter cannot be read has been told.
    guard !path.hasSuffix(".md") else { return nil }
    do { _ = try RegularFile.start(of: url, count: 1) } catch {
      return LinkMistake.unreadable(target, error.reason.cause)
    }
    return LinkedFile(target: target, url: url).mistake
  }

  private func absence(of target: String, _ known: [String]) -> any Complaint {
    let url = report.project.report.appending(path: target.removingPercentEncoding ?? target)
    if let cause = FileCause.absence(of: url), ![.missing, .fileOnTheWay].contains(cause) {
      return LinkMistake.unreadable(target, cause)
    }
    return Mistake.brokenLink(target, known: known)
  }
}
