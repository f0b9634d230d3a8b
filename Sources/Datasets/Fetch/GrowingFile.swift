import Files
import Foundation

/// A file that a program writes, or a folder of such files, looked at while it grows: whoever sends it decides how long
/// it gets.
struct GrowingFile {
  /// The file or folder.
  let url: URL
  /// Its length in bytes at most.
  let byteLimit: Int
  /// The bytes that stay free on its disk.
  let margin: Int

  /// Does work that writes the file and tells `report` ten times a second how many bytes are there; ends the work when
  /// they are too many.
  ///
  /// - Throws: the work's error; `OverflowingFile`.
  func watch(
    _ report: @escaping @Sendable (Int) -> Void = { _ in },
    _ work: @escaping @Sendable () async throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask(operation: work)
      group.addTask {
        while true {
          try await Task.sleep(for: .milliseconds(100))
          report(try checkedLength())
        }
      }
      try await group.next()
      group.cancelAll()
    }
    _ = try checkedLength()
  }

  private func checkedLength() throws(OverflowingFile) -> Int {
    let length = Self.length(ofPath: url.path)
    guard length <= byteLimit else { throw .tooLong(path: url.path, limit: byteLimit) }
    if length < byteLimit, let free = FreeSpace.bytes(at: url.deletingLastPathComponent()), free < margin {
      throw .noRoom(path: url.path, free: free)
    }
    return length
  }
}

extension GrowingFile {
  /// In bytes, of all files under it; what is not there has none.
  private static func length(ofPath path: String) -> Int {
    guard FileKind(atPath: path) == .folder else { return FileState(atPath: path)?.length ?? 0 }
    return ((try? Disk.names(in: path)) ?? []).reduce(0) { $0 + length(ofPath: "\(path)/\($1)") }
  }
}

/// Why a file that grows was stopped.
enum OverflowingFile: Error, Equatable {
  case tooLong(path: String, limit: Int)
  case noRoom(path: String, free: Int)
}

extension OverflowingFile: ExplainedError {
  var complaint: String {
    switch self {
    case .tooLong(_, let limit): "expected \(limit) bytes at most, found more"
    case .noRoom(_, let free): "stopped, for the disk has only \(ByteCount.text(free)) left"
    }
  }

  var remedy: String {
    switch self {
    case .tooLong: "the server sends something else; try again later, or another one"
    case .noRoom: "make room and run it again: what has come is kept"
    }
  }
}

/// The room on a disk.
enum FreeSpace {
  /// In bytes, for this user; nil where the system does not say.
  static func bytes(at folder: URL) -> Int? {
    var status = statvfs()
    guard statvfs(folder.path, &status) == 0 else { return nil }
    let (bytes, isTooLarge) = Int(clamping: status.f_bavail).multipliedReportingOverflow(
      by: Int(clamping: status.f_frsize))
    return isTooLarge ? .max : bytes
  }
}
