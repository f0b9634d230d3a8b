import Foundation

/// Files that are replaced in one step: a reader sees the old contents or the new ones, also after a crash.
enum AtomicFile {
  /// Writes a temporary file beside `url`, flushes it to the disk, and renames it.
  static func write(_ data: Data, to url: URL) throws {
    let temporary = url.deletingLastPathComponent()
      .appendingPathComponent(".\(url.lastPathComponent).\(UUID().uuidString).part")
    do {
      try flush(data, to: temporary)
      guard rename(temporary.path, url.path) == 0 else { throw failure("rename", url) }
    } catch {
      try? FileManager.default.removeItem(at: temporary)
      throw error
    }
  }

  private static func flush(_ data: Data, to url: URL) throws {
    let descriptor = open(url.path, O_WRONLY | O_CREAT | O_EXCL, 0o644)
    guard descriptor >= 0 else { throw failure("create", url) }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try handle.write(contentsOf: data)
    try handle.synchronize()
    try handle.close()
  }

  private static func failure(_ operation: String, _ url: URL) -> CheckpointError {
    CheckpointError(file: url.path, .unwritable("\(operation) failed: \(String(cString: strerror(errno)))"))
  }
}
