import Foundation

/// What is at a path, without its content: kind, inode, length, and the times of the content's last change and of the
/// last one of any kind, which no program can set back. Of a folder that is not listed it is only that there is one.
struct DiskSighting: Equatable {
  /// All of it in a line.
  let text: String
  /// When anything about it changed last: seconds since 1970, nanoseconds.
  let change: (second: Int, nanosecond: Int)

  static func == (one: Self, other: Self) -> Bool { one.text == other.text }

  /// - Parameter names: whether the names in a folder count.
  init(of path: String, names: Bool) {
    var (status, parts): (stat, [String]) = (stat(), [])
    var (second, nanosecond) = (0, 0)
    func add(_ result: CInt) {
      guard result == 0 else { return parts.append("error \(errno)") }
      let kind = status.st_mode & S_IFMT
      guard kind != S_IFDIR || names else { return parts.append("folder") }
      let (content, change) = (status.st_mtim, status.st_ctim)
      let word = [S_IFREG: "file", S_IFDIR: Self.names, S_IFLNK: "link"][kind] ?? "special"
      let times = [content, change].map { "\($0.tv_sec) \($0.tv_nsec)" }
      parts.append("\(word) \(status.st_ino) \(status.st_size) \(times[0]) \(times[1])")
      let latest = (Int(change.tv_sec), Int(change.tv_nsec))
      if latest > (second, nanosecond) { (second, nanosecond) = latest }
    }
    add(lstat(path, &status))
    if status.st_mode & S_IFMT == S_IFLNK { add(stat(path, &status)) }
    self.init(text: parts.joined(separator: " to "), change: (second, nanosecond))
  }

  private init(text: String, change: (Int, Int)) { (self.text, self.change) = (text, change) }

  private static let names = "names"

  /// Whether a sighting's text is that of a folder whose names count.
  static func hasNames(_ text: String) -> Bool { text.contains(names) }

  /// Whether another look with or without a folder's names would tell nothing new.
  func covers(names: Bool) -> Bool { !names || !text.hasSuffix("folder") }

  /// The same, as if it had changed long ago.
  var rested: DiskSighting { DiskSighting(text: text, change: (0, 0)) }
}
