import Files
import Foundation

/// Files and folders in the making that a killed fetch could not remove. Their names say which process made them:
/// `.NAME.PROCESS.tmp` and `.fetch-PROCESS-...`.
enum Leftovers {
  /// What the name of a folder in the making starts with.
  static let folderPrefix = ".fetch-"

  /// The name of a file in the making, distinct for each process.
  static func name(for file: String) -> String {
    ".\(file).\(ProcessInfo.processInfo.processIdentifier).tmp"
  }

  /// Removes from a folder what dead processes left there, and the parts of files that nobody will ask for again.
  ///
  /// - Parameter isOld: whether a name is that of such a part.
  static func remove(from folder: URL, where isOld: (String) -> Bool = { _ in false }) {
    for name in (try? Disk.names(in: folder.path)) ?? []
    where isOld(name) || process(of: name).map(isDead) ?? false {
      try? Disk.removeAll(folder.appendingPathComponent(name).path)
    }
  }

  private static func process(of name: String) -> pid_t? {
    if let match = name.wholeMatch(of: #/\.fetch-([0-9]+)-.*/#) { return pid_t(match.1) }
    return name.wholeMatch(of: #/\..+\.([0-9]+)\.tmp/#).flatMap { pid_t($0.1) }
  }

  private static func isDead(_ process: pid_t) -> Bool { kill(process, 0) != 0 && errno == ESRCH }
}
