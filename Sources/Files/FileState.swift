import Foundation

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
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    length = Int(status.st_size)
    inode = UInt64(status.st_ino)
    #if canImport(Darwin)
      let times = (status.st_mtimespec, status.st_ctimespec)
    #else
      let times = (status.st_mtim, status.st_ctim)
    #endif
    content = [Int(times.0.tv_sec), Int(times.0.tv_nsec)]
    change = [Int(times.1.tv_sec), Int(times.1.tv_nsec)]
  }
}
