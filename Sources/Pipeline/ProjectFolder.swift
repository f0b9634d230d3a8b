import Chapters
import Files
import Foundation

/// The folders of a report: `report/` with the chapters, `site/`, and `.report/` with the results.
public struct ProjectFolder: Sendable {
  /// The folder around all others.
  public let root: URL

  /// The project in a folder.
  public init(root: URL) { self.root = root.standardizedFileURL }

  /// The folder of the chapters and `report.yml`.
  public var report: URL { root.appending(path: "report", directoryHint: .isDirectory) }
  /// What the report is and which chapters it has.
  public var manifest: URL { report.appending(path: "report.yml") }
  /// The published pages.
  public var site: URL { root.appending(path: "site", directoryHint: .isDirectory) }
  /// Pages that lack results, while the published ones stand as they are.
  public var partialSite: URL { state.appending(path: "partial", directoryHint: .isDirectory) }
  /// Results, locks and whatever else can be made again.
  public var state: URL { root.appending(path: ".report", directoryHint: .isDirectory) }
  /// Page templates of the report's own, which take the place of the built-in ones file by file.
  public var templates: URL { root.appending(path: "templates", directoryHint: .isDirectory) }

  /// The folder of the theme that a report names, if it names one.
  public func theme(of manifest: Manifest) -> URL? {
    manifest.theme.map {
      URL(filePath: $0, directoryHint: .isDirectory, relativeTo: report).standardizedFileURL
    }
  }

  /// Finds the project around a folder: the nearest ancestor (or the folder itself) with `report/report.yml`.
  ///
  /// - Throws: `EnvironmentFault.noReport`; `unreadable` where nobody may look whether there is one.
  public static func find(from folder: URL) throws -> ProjectFolder {
    var current = folder.standardizedFileURL
    while true {
      let candidate = ProjectFolder(root: current)
      switch FileCause.absence(of: candidate.manifest) {
      case nil: return candidate
      case .missing, .fileOnTheWay: break
      case let cause?: throw EnvironmentFault.unreadable(path: candidate.manifest.path, reason: cause)
      }
      let parent = current.deletingLastPathComponent().standardizedFileURL
      guard parent.path != current.path, current.path != "/" else {
        throw EnvironmentFault.noReport(folder: folder.path)
      }
      current = parent
    }
  }

  /// Removes the pages that lack results, once there are whole ones.
  ///
  /// - Throws: `FileError<FileFault>`.
  public func removePartialSite() throws { try Disk.removeAll(partialSite.path) }

  /// Whether a file lies inside a folder of the project, symbolic links followed.
  public static func encloses(_ folder: URL, _ url: URL) -> Bool {
    url.resolvingSymlinksInPath().path.hasPrefix(folder.resolvingSymlinksInPath().path + "/")
  }

  /// A path as messages show it: relative to the project where it lies inside.
  public func shown(_ url: URL) -> String {
    let path = url.standardizedFileURL.path
    let prefix = root.path.hasSuffix("/") ? root.path : root.path + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }
}
