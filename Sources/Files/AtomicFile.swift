import Foundation
import SystemPackage

/// Writes files so that a reader (or a crash, or a power cut) sees the old content or the new, never a part.
public enum AtomicFile {
  /// Writes to a temporary name beside url, flushes to the disk, and renames; makes the folder if there is none.
  ///
  /// - Throws: `FileError<FileFault>` with the system's reason; nothing is left behind.
  public static func write(_ data: Data, to url: URL) throws(FileError<FileFault>) {
    let folder = url.deletingLastPathComponent()
    try createFolder(folder)
    let temporary = folder.appending(path: temporaryName(for: url.lastPathComponent)).path
    do throws(FileError<FileFault>) {
      try Disk.write(data, to: temporary)
      try Disk.rename(temporary, to: url.path)
    } catch {
      try? Disk.remove(temporary)
      guard case .unwritable(let cause) = error.reason, error.file == temporary else { throw error }
      throw FileError(file: url.path, .unwritable(cause))
    }
    DiskTrace.noteWritten(url.path)
    try Disk.flushFolder(folder.path)
  }

  private static let ending = ".tmp"

  private static func temporaryName(for name: String) -> String {
    ".\(name).\(ProcessInfo.processInfo.processIdentifier)\(ending)"
  }

  /// Whether a name is one that a file has while it is written: who finds it later may remove it.
  public static func isTemporary(_ name: String) -> Bool {
    if name.hasPrefix(".dat.nosync") { return true }  // Foundation's, of earlier versions
    let parts = name.split(separator: ".")
    return name.hasPrefix(".") && name.hasSuffix(ending)
      && parts.dropLast().last?.allSatisfy(\.isNumber) == true
  }

  /// Removes what programs left that ended while they wrote a file.
  ///
  /// - Throws: `FileError<FileFault>`.
  public static func removeTemporaries(of url: URL) throws(FileError<FileFault>) {
    let folder = url.deletingLastPathComponent()
    for name in try Disk.names(in: folder.path)
    where name.hasPrefix(".\(url.lastPathComponent).") && isTemporary(name) {
      try Disk.remove(folder.appending(path: name).path)
    }
  }

  /// Gives a file a second name, or where the file system has no such links, a copy.
  ///
  /// - Throws: `FileError<FileFault>` with the system's reason.
  public static func link(_ file: URL, at url: URL) throws(FileError<FileFault>) {
    guard try !Disk.link(file.path, at: url.path) else { return }
    try Disk.copy(file.path, to: url.path)
  }

  /// Creates a folder and those around it, on the disk as well.
  ///
  /// - Throws: `FileError<FileFault>`, which names a file that stands where a folder should be.
  public static func createFolder(_ url: URL) throws(FileError<FileFault>) {
    let path = url.path
    // A link that leads nowhere is something as well; somebody else may make the folder meanwhile.
    let kind = FileKind(behind: path) ?? FileKind(atPath: path)
    if kind == .folder { return }
    guard kind == nil, path != "/" else {
      throw FileError(file: path, .unwritable(.noFolder(path)))
    }
    let parent = url.deletingLastPathComponent()
    do throws(FileError<FileFault>) {
      try createFolder(parent)
      try Disk.createFolder(path)
    } catch {
      // Somebody else may have been faster.
      if case .unwritable(.system(.fileExists)) = error.reason { return }
      throw FileError(file: path, error.reason)
    }
    try Disk.flushFolder(parent.path)
  }
}
