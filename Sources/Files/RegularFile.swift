import Foundation
import SystemPackage

/// Reading files that may be anything: only regular ones within this process's reach are opened, since a device or a
/// pipe has no end; and what stands in a file's place until Git LFS has fetched it is not taken for the file.
public enum RegularFile {
  /// The content of a file that is known to be short.
  ///
  /// - Throws: `FileError<FileFault>` for one that is no regular file, cannot be read, or is longer than `limit` bytes.
  public static func content(of url: URL, limit: Int = 1 << 28) throws(FileError<FileFault>) -> Data {
    try content(atPath: url.path, limit: limit)
  }

  /// The same for a path.
  ///
  /// - Throws: `FileError<FileFault>` as for an address.
  public static func content(atPath path: String, limit: Int = 1 << 28) throws(FileError<FileFault>) -> Data {
    try about(path) { () throws(FileFault) in
      let (file, length) = try open(path)
      defer { try? file.close() }
      guard length <= limit else { throw .tooLarge(length) }
      let content = try bytes(of: file, count: length)
      try LargeFilePointer.refuse(content, length: length)
      return content
    }
  }

  /// The first bytes of a file, fewer if it is shorter.
  ///
  /// - Throws: `FileError<FileFault>` for one that is no regular file or cannot be read.
  public static func start(of url: URL, count: Int) throws(FileError<FileFault>) -> Data {
    try about(url.path) { () throws(FileFault) in
      let (file, length) = try open(url.path)
      defer { try? file.close() }
      let start = try bytes(of: file, count: max(count, LargeFilePointer.telling))
      try LargeFilePointer.refuse(start, length: length)
      return start.prefix(count)
    }
  }

  private static func bytes(of file: FileDescriptor, count length: Int) throws(FileFault) -> Data {
    do {
      return try Data(capacity: length) { buffer in
        var count = 0
        while count < length,
          case let read = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...])),
          read > 0
        { count += read }
        return count
      }
    } catch { throw .unreadable(plainReason(of: error)) }
  }

  static func about<Value>(
    _ path: String, _ body: () throws(FileFault) -> Value
  ) throws(FileError<FileFault>) -> Value {
    do throws(FileFault) { return try body() } catch { throw FileError(file: path, error) }
  }

  /// Opens a file.
  ///
  /// - Parameter followsLink: whether the path may be that of a link.
  /// - Returns: the file, which the caller closes, and its length in bytes.
  /// - Throws: `FileFault.unreadable` when it is no regular file, is out of reach, or the system refuses.
  static func open(_ path: String, followsLink: Bool = true) throws(FileFault) -> (FileDescriptor, Int) {
    try requireRegular(path, followsLink: followsLink)
    // Whatever came in between: a named pipe would wait for its other end.
    let number = Foundation.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard number >= 0 else { throw .unreadable(.latest) }
    let file = FileDescriptor(rawValue: number)
    do throws(FileFault) { return (file, try length { fstat(number, &$0) }) } catch {
      try? file.close()
      throw error
    }
  }

  /// Looks at a file before it is opened, since a device may do something when it is.
  private static func requireRegular(_ path: String, followsLink: Bool) throws(FileFault) {
    DiskTrace.note(path)
    do throws(FileFault) {
      var isLink = false
      _ = try length { status in
        guard lstat(path, &status) == 0 else { return -1 }
        isLink = status.st_mode & S_IFMT == S_IFLNK
        return isLink && followsLink ? stat(path, &status) : 0
      }
      try beginReading(path, isLink: isLink)
    } catch {
      guard case .unreadable(.system) = error else { throw error }
      throw FileCause.absence(of: URL(filePath: path)).map { .unreadable($0) } ?? error
    }
  }

  /// Whatever must happen before something is read: the place is within reach, and no test lets it fail.
  static func beginReading(_ path: String, isLink: Bool) throws(FileFault) {
    try Reach.requireReadable(path, isLink: isLink)
    guard let rehearsal = DiskRehearsal.current else { return }
    do { _ = try rehearsal.meet(.read(path)) } catch { throw .unreadable(.system(error)) }
  }

  /// The length of a regular file.
  private static func length(_ look: (inout stat) -> CInt) throws(FileFault) -> Int {
    var status = stat()
    guard look(&status) == 0 else { throw .unreadable(.latest) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return Int(status.st_size)
    case S_IFDIR: throw .unreadable("it is a folder, not a file")
    case S_IFIFO: throw .unreadable("it is a pipe, not a file")
    case S_IFSOCK: throw .unreadable("it is a socket, not a file")
    case S_IFLNK: throw .unreadable("it is a link, not a file")
    default: throw .unreadable("it is a device, not a file")
    }
  }
}
