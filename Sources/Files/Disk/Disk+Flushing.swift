import Foundation

extension Disk {
  /// Waits until the bytes of a file that another program wrote are on the disk.
  public static func flush(_ path: String) throws(FileError<FileFault>) {
    try begin(.flush(path), changing: path)
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { throw FileError(file: path, .unwritable(.latest)) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw FileError(file: path, .unwritable(.latest)) }
  }
}
