import Foundation
import SystemPackage

/// Writes files so that a reader (or a crash) sees the old content or the new, never a part.
public enum AtomicFile {
  /// Writes to a temporary name beside url, flushes to the disk, and renames; makes the folder if there is none.
  ///
  /// - Throws: `FileError<FileFault>` with the system's reason; nothing is left behind.
  public static func write(_ data: Data, to url: URL) throws(FileError<FileFault>) {
    try createFolder(url.deletingLastPathComponent())
    let temporary = url.deletingLastPathComponent()
      .appending(path: ".\(url.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).tmp")
    do throws(FileError<FileFault>) {
      try flush(data, to: temporary, for: url)
      try rename(temporary, to: url)
    } catch {
      try? FileManager.default.removeItem(at: temporary)
      throw error
    }
  }

  private static func flush(_ data: Data, to temporary: URL, for url: URL) throws(FileError<FileFault>) {
    do {
      let file = try FileDescriptor.open(
        temporary.path, .writeOnly, options: [.create, .truncate, .closeOnExec],
        permissions: FilePermissions(rawValue: 0o666))
      try file.closeAfter {
        try file.writeAll(data)
        guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
      }
    } catch {
      throw FileError(file: url.path, .unwritable(plainReason(of: error)))
    }
  }

  /// rename(2): replaces a file (or an empty folder) in one step.
  ///
  /// - Throws: `FileError<FileFault>` with the system's reason.
  public static func rename(_ old: URL, to new: URL) throws(FileError<FileFault>) {
    guard Foundation.rename(old.path, new.path) == 0 else {
      throw FileError(file: new.path, .unwritable(.latest))
    }
  }

  /// Gives a file a second name, or where the file system has no such links, a copy.
  ///
  /// - Throws: `FileError<FileFault>` with the system's reason.
  public static func link(_ file: URL, at url: URL) throws(FileError<FileFault>) {
    if Foundation.link(file.path, url.path) == 0 { return }
    do { try FileManager.default.copyItem(at: file, to: url) } catch {
      throw FileError(file: url.path, .unwritable(plainReason(of: error)))
    }
  }

  /// Creates a folder and those around it.
  ///
  /// - Throws: `FileError<FileFault>`, which names a file that stands where a folder should be.
  public static func createFolder(_ url: URL) throws(FileError<FileFault>) {
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      throw FileError(file: url.path, .unwritable(obstacle(to: url) ?? plainReason(of: error)))
    }
  }

  /// A file that stands where a folder should be.
  private static func obstacle(to url: URL) -> FileCause? {
    var place = url.standardizedFileURL
    while place.path != "/" {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder) {
        return isFolder.boolValue ? nil : .noFolder(place.path)
      }
      place = place.deletingLastPathComponent().standardizedFileURL
    }
    return nil
  }
}
