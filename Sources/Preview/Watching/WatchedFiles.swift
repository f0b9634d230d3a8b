import Files
import Foundation

/// The states of the files that a report is made of, to be compared with what they are a moment later.
///
/// What the system tells of folders only decides when to look: it says nothing of some disks, and needs a look all the
/// same where too much happened at once. So the files are looked at from time to time in any case.
struct WatchedFiles {
  /// Folders that are watched with all that is in them.
  var folders: [String]
  /// Files elsewhere.
  var further: Set<String> = [] {
    didSet {
      for folder in Set(further.map { ($0 as NSString).deletingLastPathComponent }) { hints.add(folder) }
    }
  }
  private let hints = FolderHints()
  private var lastLook = ContinuousClock.now
  private static let longestTrust = Duration.seconds(1)
  private var names: [String: (state: FileState, entries: [String])] = [:]
  private var last: [String: FileState?] = [:]

  /// Of so many files elsewhere all are looked at each time; of more only a part, in turn.
  private static let mostAtOnce = 400
  private var turn = 0

  init(folders: [String]) { self.folders = folders }

  /// Looks at all files where the system tells of something, or has not told for a while.
  ///
  /// - Returns: those that are other than they were last time.
  mutating func changesIfTold() -> Set<String> {
    let isTold = hints.take()
    return isTold || lastLook.duration(to: .now) > Self.longestTrust ? changes() : []
  }

  /// Looks at all files.
  ///
  /// - Returns: those that are other than they were last time.
  mutating func changes() -> Set<String> {
    lastLook = .now
    var seen: [String: FileState?] = [:]
    for folder in folders { look(into: folder, &seen) }
    for path in part(of: further) { seen[path] = FileState(atPath: path) }
    let others = last.filter { further.contains($0.key) && seen[$0.key] == nil }
    seen.merge(others) { new, _ in new }
    let gone = last.keys.filter { seen[$0] == nil }
    let changed = seen.filter { path, state in last[path].map { $0 != state } ?? true }
    last = seen
    return Set(changed.keys).union(gone)
  }

  private mutating func part(of files: Set<String>) -> [String] {
    guard files.count > Self.mostAtOnce else { return Array(files) }
    let sorted = files.sorted()
    turn = (turn + Self.mostAtOnce) % sorted.count
    return (0..<Self.mostAtOnce).map { sorted[(turn + $0) % sorted.count] }
  }

  private mutating func look(into folder: String, _ seen: inout [String: FileState?]) {
    for name in entries(of: folder) {
      let path = "\(folder)/\(name)"
      if FileKind(atPath: path) == .folder {
        look(into: path, &seen)
      } else {
        seen[path] = FileState(atPath: path)
      }
    }
  }

  /// The names in a folder; those that were read before where it has rested since.
  private mutating func entries(of folder: String) -> [String] {
    guard let state = FileState(atPath: folder) else { return [] }
    if let known = names[folder], known.state == state { return known.entries }
    hints.add(folder)
    let found = (try? Disk.names(in: folder)) ?? []
    let entries = found.filter { !Self.isOfAnEditor($0) }
    let hasRested = state.lastChange + 2 < Int(Date().timeIntervalSince1970)
    names[folder] = hasRested ? (state, entries) : nil
    return entries
  }

  /// Whether a file is an editor's own: its swap and lock files, its backups and its trials whether it may write.
  static func isOfAnEditor(_ name: String) -> Bool {
    name.hasPrefix(".") || name.hasSuffix("~") || name == "4913" || name.hasPrefix("#") && name.hasSuffix("#")
      || [".swp", ".swx", ".tmp", ".bak"].contains(where: name.hasSuffix)
  }
}
