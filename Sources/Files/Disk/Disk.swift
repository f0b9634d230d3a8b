import CFiles
import Foundation
import SystemPackage

/// Every change of files and folders goes through here, one step at a time: within this process's reach, and under the
/// eyes of tests that let any step fail.
///
/// All of these throw `FileError<FileFault>` with the system's reason.
public enum Disk {
  /// Whatever must happen before a step: the place is within reach, and no test lets it fail.
  @discardableResult static func begin(
    _ operation: DiskOperation, changing paths: String...
  ) throws(FileError<FileFault>) -> DiskRehearsal.Course {
    for path in paths { try Reach.requireWritable(path) }
    guard let rehearsal = DiskRehearsal.current else { return .whole }
    do { return try rehearsal.meet(operation) } catch {
      throw FileError(file: paths.last ?? "", .unwritable(.system(error)))
    }
  }

  /// Throws what the system answered if a call failed.
  private static func require(_ result: CInt, _ path: String) throws(FileError<FileFault>) {
    guard result == 0 else { throw FileError(file: path, .unwritable(.latest)) }
  }

  /// Makes a folder whose parent is there.
  public static func createFolder(_ path: String) throws(FileError<FileFault>) {
    try begin(.createFolder(path), changing: path)
    try require(mkdir(path, 0o777), path)
  }

  /// Waits until a folder's entries are on the disk. Some file systems know nothing of that, and need not.
  public static func flushFolder(_ path: String) throws(FileError<FileFault>) {
    try begin(.flush(path), changing: path + "/.")
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw FileError(file: path, .unwritable(.latest)) }
    defer { close(folder) }
    if fsync(folder) != 0, errno != EINVAL, errno != ENOTSUP {
      throw FileError(file: path, .unwritable(.latest))
    }
  }

  /// Gives a file or folder another name; a file there is replaced.
  public static func rename(_ old: String, to new: String) throws(FileError<FileFault>) {
    try begin(.rename(old, to: new), changing: old, new)
    try require(Foundation.rename(old, new), new)
  }

  /// Lets two folders trade their names.
  ///
  /// - Returns: false where the file system cannot.
  public static func exchange(_ one: String, with other: String) throws(FileError<FileFault>) -> Bool {
    try begin(.exchange(one, with: other), changing: one, other)
    if exchange_paths(one, other) == 0 { return true }
    guard [EINVAL, ENOSYS, ENOTSUP].contains(errno) else {
      throw FileError(file: other, .unwritable(.latest))
    }
    return false
  }

  /// Gives a file a second name.
  ///
  /// - Returns: false where the file system cannot.
  public static func link(_ file: String, at path: String) throws(FileError<FileFault>) -> Bool {
    try begin(.link(file, at: path), changing: path)
    if Foundation.link(file, path) == 0 { return true }
    guard [EPERM, EXDEV, ENOTSUP, EMLINK, ENOSYS].contains(errno) else {
      throw FileError(file: path, .unwritable(.latest))
    }
    return false
  }

  /// Removes a file or a link; none there is fine.
  public static func remove(_ path: String) throws(FileError<FileFault>) {
    try begin(.remove(path), changing: path)
    if unlink(path) != 0, errno != ENOENT { throw FileError(file: path, .unwritable(.latest)) }
  }

  /// Removes a file, or a folder with all that is in it, following no link; none there is fine.
  public static func removeAll(_ path: String) throws(FileError<FileFault>) {
    guard let kind = FileKind(atPath: path) else { return }
    guard kind == .folder else { return try remove(path) }
    for name in try names(in: path) { try removeAll("\(path)/\(name)") }
    try begin(.removeFolder(path), changing: path)
    if rmdir(path) != 0, errno != ENOENT { throw FileError(file: path, .unwritable(.latest)) }
  }

  /// Opens a file that others lock, making it if there is none. One that is a link, or has other names, makes way.
  ///
  /// - Returns: the file's descriptor, which the caller closes.
  public static func openLock(_ path: String) throws(FileError<FileFault>) -> CInt {
    try Reach.requireWritable(path)
    for _ in 0..<2 {
      let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o666)
      var status = stat()
      if file >= 0, fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1 {
        return file
      }
      if file < 0, errno != ELOOP { break }
      if file >= 0 { close(file) }
      try remove(path)
    }
    throw FileError(file: path, .unwritable(.latest))
  }

  /// The names in a folder, in no order.
  public static func names(in folder: String) throws(FileError<FileFault>) -> [String] {
    do throws(FileFault) { try RegularFile.beginReading(folder + "/.", isLink: false) } catch {
      throw FileError(file: folder, error)
    }
    DiskTrace.note(folder, names: true)
    do { return try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
      throw FileError(file: folder, .unreadable(plainReason(of: error)))
    }
  }

  /// The paths of all that a folder and those in it hold, relative to it, in no order.
  public static func paths(in folder: String) throws(FileError<FileFault>) -> [String] {
    var (paths, waiting): ([String], [String]) = ([], [""])
    while let inner = waiting.popLast() {
      for name in try names(in: inner.isEmpty ? folder : "\(folder)/\(inner)") {
        let path = inner.isEmpty ? name : "\(inner)/\(name)"
        paths.append(path)
        if FileKind(atPath: "\(folder)/\(path)") == .folder { waiting.append(path) }
      }
    }
    return paths
  }
}
