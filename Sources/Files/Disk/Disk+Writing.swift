import Foundation
import SystemPackage

extension Disk {
  /// How much is copied at once, in bytes.
  private static let pieceLength = 1 << 20

  /// Writes a new file, in place of any other of that name, and waits until its bytes are on the disk. Its name is once
  /// its folder is flushed.
  public static func write(_ data: Data, to path: String) throws(FileError<FileFault>) {
    try withNewFile(path) { file throws(FileError<FileFault>) in try append(data, to: file, path) }
  }

  /// Writes a new file of pieces, as `write` does.
  ///
  /// - Parameter next: gives the next piece; nil once there are no more.
  public static func write(
    to path: String, pieces next: () throws(FileError<FileFault>) -> Data?
  ) throws(FileError<FileFault>) {
    try withNewFile(path) { file throws(FileError<FileFault>) in
      while let piece = try next() { try append(piece, to: file, path) }
    }
  }

  /// Writes a copy of a regular file, as `write` does; links that lead to it are followed.
  public static func copy(_ source: String, to path: String) throws(FileError<FileFault>) {
    let (original, length): (FileDescriptor, Int)
    do throws(FileFault) { (original, length) = try RegularFile.open(source) } catch {
      throw FileError(file: source, error)
    }
    defer { try? original.close() }
    let capacity = min(pieceLength, max(length, 1))
    try withNewFile(path) { file throws(FileError<FileFault>) in
      while true {
        let piece: Data
        do {
          piece = try Data(capacity: capacity) { buffer in try original.read(into: buffer) }
        } catch { throw FileError(file: source, .unreadable(plainReason(of: error))) }
        guard !piece.isEmpty else { return }
        try append(piece, to: file, path)
      }
    }
  }

  private static func withNewFile(
    _ path: String, _ body: (FileDescriptor) throws(FileError<FileFault>) -> Void
  ) throws(FileError<FileFault>) {
    // A file that is there may have other names, under which nobody expects it to change.
    if FileKind(atPath: path) != nil { try remove(path) }
    try begin(.create(path), changing: path)
    let file: FileDescriptor
    do {
      file = try FileDescriptor.open(
        path, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
        permissions: FilePermissions(rawValue: 0o666))
    } catch { throw FileError(file: path, .unwritable(plainReason(of: error))) }
    defer { try? file.close() }
    try body(file)
    try begin(.flush(path), changing: path)
    guard fsync(file.rawValue) == 0 else { throw FileError(file: path, .unwritable(.latest)) }
  }

  private static func append(
    _ data: Data, to file: FileDescriptor, _ path: String
  ) throws(FileError<FileFault>) {
    let course = try begin(.append(path, data), changing: path)
    do {
      guard case .half(let error) = course else {
        _ = try file.writeAll(data)
        return
      }
      _ = try file.writeAll(data.prefix(data.count / 2))
      guard let error else {
        kill(getpid(), SIGKILL)
        return
      }
      throw error
    } catch { throw FileError(file: path, .unwritable(plainReason(of: error))) }
  }
}

extension Data {
  /// So many bytes as something writes into a buffer of this length.
  package init(capacity: Int, _ fill: (UnsafeMutableRawBufferPointer) throws -> Int) rethrows {
    self.init(count: capacity)
    let count = try withUnsafeMutableBytes(fill)
    removeSubrange(count..<capacity)
  }
}
