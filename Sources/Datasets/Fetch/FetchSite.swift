import Files
import Foundation

/// The folder that is being filled, and the only way in which a file gets its final name there.
public struct FetchSite: Sendable {
  /// The data set's folder.
  public let folder: URL
  /// Runs the programs that sources need.
  public let commands: any CommandRunner
  /// What the fetch may take.
  public let limits: FetchLimits
  /// Where news goes.
  public let report: @Sendable (FetchEvent) -> Void

  /// A name in the folder for a file in the making, distinct for each process.
  func temporary(for file: DatasetCatalogue.File) -> URL {
    folder.appendingPathComponent(Leftovers.name(for: file.name))
  }

  /// Checks, flushes and renames `temporary`, which must lie on the same disk, to the file's final name.
  ///
  /// - Throws: `DatasetError.wrongChecksum`, or `unusable` when the disk refuses.
  func install(_ file: DatasetCatalogue.File, from temporary: URL) throws {
    try file.check(temporary)
    let final = folder.appendingPathComponent(file.name)
    do throws(FileError<FileFault>) {
      guard FileKind(atPath: final.path) == nil else {
        throw FileError(file: final.path, .unwritable("somebody has put one there"))
      }
      try Disk.flush(temporary.path)
      try Disk.rename(temporary.path, to: final.path)
      try Disk.flushFolder(folder.path)
    } catch {
      throw DatasetError.unusable(path: final.path, action: "write", reason: "\(error.reason.cause)")
    }
    report(.installed(file: file.name))
  }

  /// Unpacks the gzip'ed file at `packed` and installs it.
  ///
  /// - Throws: `CommandFailure` when it is no gzip file; `OverflowingFile` when the disk is nearly full; as `install`.
  func install(_ file: DatasetCatalogue.File, unpacking packed: URL) async throws {
    let temporary = temporary(for: file)
    defer { try? Disk.remove(temporary.path) }
    let unpacking = Command("gzip", ["-dc"], input: .file(packed), output: temporary)
    let growing = GrowingFile(url: temporary, byteLimit: file.byteCount, margin: limits.margin)
    do { try await growing.watch { [commands] in try await commands.run(unpacking) } } catch OverflowingFile
      .tooLong
    {
      throw DatasetError.wrongChecksum(
        path: temporary.path, expected: file.checksum, found: "more than \(file.byteCount) bytes")
    }
    try install(file, from: temporary)
  }
}
