import SystemPackage

/// What tells one content of a file from the next without reading it.
public struct FileState: Codable, Equatable, Sendable {
  /// In bytes.
  public let length: Int
  /// The file's number on its disk.
  public let inode: UInt64
  /// When the content changed last: seconds since 1970, nanoseconds.
  public let content: [Int]
  /// When anything about the file changed last, such as its content, its name or its times.
  public let change: [Int]

  /// The last change of any kind, in seconds since 1970.
  public var lastChange: Int { max(content[0], change[0]) }

  /// The state of the file behind all links; nil if there is none.
  public init?(atPath path: String) {
    DiskTrace.note(path)
    guard let status = try? Stat(path) else { return nil }
    length = Int(status.size)
    inode = UInt64(status.inode.rawValue)
    let (content, change) = (status.st_mtim, status.st_ctim)
    self.content = [Int(content.tv_sec), Int(content.tv_nsec)]
    self.change = [Int(change.tv_sec), Int(change.tv_nsec)]
  }
}
