import Chapters
import Files
import Foundation
import Pipeline

/// A file of a site.
enum SiteFile: Sendable {
  /// A page or a style sheet, written as UTF-8.
  case text(String)
  /// A copy of the file at a path, or of what a link there leads to.
  case copy(of: String)
}

/// The folder of a site, which always holds the files of one build and no others.
struct SiteFolder {
  private let site: URL
  private let project: ProjectFolder

  /// The folder of a project's site.
  init(_ project: ProjectFolder) {
    self.project = project
    site = project.site
  }

  /// Makes the folder hold files, given by their paths in it.
  ///
  /// A folder that holds just those is left alone. Otherwise they are written beside the old site and swapped in whole;
  /// until then the old one stands.
  ///
  /// - Throws: `EnvironmentFault.unwritable` or a `FileError`; the old site is untouched then.
  func hold(_ files: [String: SiteFile]) throws {
    let parent = site.deletingLastPathComponent()
    let staging = parent.appending(path: ".site.new", directoryHint: .isDirectory)
    let retired = parent.appending(path: ".site.old", directoryHint: .isDirectory)
    try recover(from: retired)
    var isFolder: ObjCBool = true
    if FileManager.default.fileExists(atPath: site.path, isDirectory: &isFolder), !isFolder.boolValue {
      throw EnvironmentFault.unwritable(path: project.shown(site), reason: .noFolder("it"))
    }
    try? FileManager.default.removeItem(at: staging)
    if holdsJust(files) { return }
    do {
      for (path, file) in files.sorted(by: { $0.key < $1.key }) {
        try write(file, to: staging.appending(path: path))
      }
    } catch {
      try? FileManager.default.removeItem(at: staging)
      throw error
    }
    if FileManager.default.fileExists(atPath: site.path) { try AtomicFile.rename(site, to: retired) }
    try AtomicFile.rename(staging, to: site)
    try? FileManager.default.removeItem(at: retired)
  }

  /// A crash between the two renames of a swap left the old site under its other name.
  private func recover(from retired: URL) throws {
    guard FileManager.default.fileExists(atPath: retired.path) else { return }
    if FileManager.default.fileExists(atPath: site.path) {
      try? FileManager.default.removeItem(at: retired)
    } else {
      try AtomicFile.rename(retired, to: site)
    }
  }

  private func write(_ file: SiteFile, to url: URL) throws {
    try AtomicFile.createFolder(url.deletingLastPathComponent())
    do {
      switch file {
      case .text(let text): try Data(text.utf8).write(to: url)
      case .copy(let source):
        try FileManager.default.copyItem(at: URL(filePath: source).resolvingSymlinksInPath(), to: url)
      }
    } catch {
      throw EnvironmentFault.unwritable(path: project.shown(url), reason: plainReason(of: error))
    }
  }

  /// Whether the folder's files are those given, byte for byte, with no other file, folder or link among them.
  private func holdsJust(_ files: [String: SiteFile]) -> Bool {
    var expected = Set(files.keys)
    for path in files.keys {
      var folder = path[...]
      while let end = folder.lastIndex(of: "/") {
        folder = folder[..<end]
        guard expected.insert(String(folder)).inserted else { break }
      }
    }
    guard let found = try? FileManager.default.subpathsOfDirectory(atPath: site.path),
      found.count == expected.count, expected.isSuperset(of: found)
    else { return false }
    let areHeld = Array(files).concurrentMap { path, file in
      let place = "\(site.path)/\(path)"
      guard isRegularFile(place) else { return false }
      switch file {
      case .text(let text): return FileManager.default.contents(atPath: place) == Data(text.utf8)
      case .copy(let source):
        // Most sources are no links, and to look at every part of their paths would take longer than to compare them.
        return FileManager.default.contentsEqual(atPath: source, andPath: place)
          || FileManager.default.contentsEqual(
            atPath: URL(filePath: source).resolvingSymlinksInPath().path, andPath: place)
      }
    }
    return areHeld.allSatisfy { $0 }
  }

  /// Whether there is a file, not a link to one.
  private func isRegularFile(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }
}
