import ArgumentParser
import Chapters
import Files
import Foundation
import Pipeline

/// What `report diff` compares: a lock file, the folder of a site, or both as a commit has them.
struct ComparedVersion {
  /// Its lock; nil for a site alone.
  let lock: ReportLock?
  /// Its site; nil for a lock alone, and for a commit without one.
  let site: URL?

  /// - Parameters:
  ///   - name: a path, or what git calls a commit.
  ///   - scratch: where a commit's files are written.
  /// - Throws: a `ValidationError` for what is neither.
  init(_ name: String, in scratch: ScratchFolder) throws {
    let place = URL(filePath: name)
    switch FileKind(behind: place.path) {
    case .folder: (lock, site) = (nil, place)
    case _?: (lock, site) = (try Self.lock(at: place, name), nil)
    case nil:
      let here = URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
      guard let project = try? ProjectFolder.find(from: here),
        FileKind(atPath: project.root.appending(path: ".git").path) == .folder,
        let objects = try? CommitObjects(project.root), let commit = objects.commit(name)
      else {
        throw ValidationError(
          "There is no '\(name)'; name two lock files, two folders of sites, or two commits of the report's repository."
        )
      }
      let folder = scratch.url.appending(path: commit)
      if FileKind(atPath: folder.path) == nil {
        try objects.checkOut(["site", ReportLock.path], of: commit, into: folder)
      }
      let (lockPlace, sitePlace) = (
        folder.appending(path: ReportLock.path), folder.appending(path: "site")
      )
      lock = FileKind(atPath: lockPlace.path) == .file ? try Self.lock(at: lockPlace, name) : nil
      site = FileKind(atPath: sitePlace.path) == .folder ? sitePlace : nil
    }
  }

  private static func lock(at place: URL, _ name: String) throws -> ReportLock {
    let lock = try ReportLock(at: place, path: name)
    if let finding = lock.findings.first { throw finding.diagnostic() }
    return lock
  }
}
