import Files
import Foundation
import Pipeline

/// The commit that a report's sources belong to.
///
/// It is read from the repository's files, and git compares the sources with it (`CommitObjects`).
struct SourceCommit {
  /// What `--update-lock` writes itself, and the pages that follow from it.
  private static let made = [
    ReportLock.path, ReportTrails.path, PublishedReport.path, RobustnessRecord.path,
    ReportCertificate.path, ReportCertificate.textPath,
  ]

  private let root: URL
  private let folder: URL

  /// nil for a report in no repository, or in one that lies elsewhere.
  init?(of project: ProjectFolder) {
    root = project.root
    folder = project.root.appending(path: ".git", directoryHint: .isDirectory)
    guard FileKind(atPath: folder.path) == .folder else { return nil }
  }

  /// The commit, and whether the sources are just those; that is nil where git cannot say.
  var state: (commit: String, isClean: Bool?)? {
    guard let head = text("HEAD") else { return nil }
    let name = head.hasPrefix("ref: ") ? String(head.dropFirst("ref: ".count)) : nil
    guard let commit = name.map({ text($0) ?? packed($0) }) ?? head, Self.isCommit(commit) else { return nil }
    return (commit, changes(since: commit).map(\.isEmpty))
  }

  private static func isCommit(_ text: String) -> Bool {
    [40, 64].contains(text.utf8.count) && text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
  }

  private func text(_ name: String) -> String? {
    guard !name.contains(".."),
      let data = try? RegularFile.content(of: folder.appending(path: name), limit: 1000)
    else { return nil }
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func packed(_ name: String) -> String? {
    guard let data = try? RegularFile.content(of: folder.appending(path: "packed-refs"), limit: 1 << 24)
    else {
      return nil
    }
    return String(decoding: data, as: UTF8.self).split(separator: "\n")
      .first { $0.hasSuffix(" \(name)") }.map { String($0.prefix { $0 != " " }) }
  }

  /// The files of the repository that are not those of the commit.
  private func changes(since commit: String) -> [String]? {
    guard let index = try? RegularFile.content(of: folder.appending(path: "index")),
      let listed = try? CommitObjects(root).run(
        ["diff-index", "--name-only", "-z", commit, "--"], index: index)
    else { return nil }
    return listed.split(separator: "\0").map(String.init).filter {
      !Self.made.contains($0) && !$0.hasPrefix("site/")
    }
  }
}
