import Files
import Pipeline

/// What stands in a site's folder, seen by who put it there.
struct SiteSurvey {
  /// Files that are just what the new build wants.
  private(set) var kept: Set<String> = []
  /// Files of an earlier build, as it wrote them, that go or are written anew.
  private(set) var outdated: Set<String> = []
  /// Files where the build writes that it did not write, or that were changed since.
  private(set) var changed: Set<String> = []

  /// Looks at every file of a site.
  ///
  /// - Parameters:
  ///   - wanted: the sums of the new build's files, its manifest among them.
  ///   - built: the sums of the earlier build's files.
  ///   - seen: the sums of files that were looked at before.
  /// - Throws: `FileError<FileFault>` for a folder that cannot be read.
  init(
    of site: String, wanted: [String: String], built: [String: String], _ seen: SeenSums
  ) throws(FileError<FileFault>) {
    let ours = wanted.merging(built) { new, _ in new }
    let (files, _) = try Self.entries(of: site, apartFrom: Set(ours.keys))
    let sums = files.concurrentMap { path in
      try? seen.sum(atPath: "\(site)/\(path)")
    }
    for (path, sum) in zip(files, sums) {
      if let sum, sum == wanted[path] {
        kept.insert(path)
      } else if path == SiteManifest.name || sum != nil && sum == built[path] {
        outdated.insert(path)
      } else {
        changed.insert(path)
      }
    }
  }

  /// The entries of a folder: of the paths that are ours those that are there, and the outermost of all others.
  static func entries(
    of folder: String, apartFrom ours: Set<String>
  ) throws(FileError<FileFault>) -> (ours: [String], others: [String]) {
    let folders = Set(ours.flatMap(\.foldersAround))
    var (found, others): ([String], [String]) = ([], [])
    var waiting = [""]
    while let inner = waiting.popLast() {
      for name in try Disk.names(in: folder + "/" + inner) {
        let path = inner + name
        if folders.contains(path), FileKind(atPath: "\(folder)/\(path)") == .folder {
          waiting.append(path + "/")
        } else if ours.contains(path) || folders.contains(path) {
          found.append(path)
        } else {
          others.append(path)
        }
      }
    }
    return (found, others)
  }
}
