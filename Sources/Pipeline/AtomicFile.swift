import Chapters
import Foundation

/// Writes files so that a reader (or a crash) sees the old content or the new, never a part.
public enum AtomicFile {
  /// Writes to a temporary name beside url, flushes to the disk, and renames.
  ///
  /// - Throws: `EnvironmentFault.unwritable` with the system's reason; nothing is left behind.
  public static func write(_ data: Data, to url: URL) throws {
    let temporary = url.deletingLastPathComponent()
      .appending(path: ".\(url.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).tmp")
    do {
      try createFolder(url.deletingLastPathComponent())
      guard FileManager.default.createFile(atPath: temporary.path, contents: nil) else { throw lastError() }
      let handle = try FileHandle(forWritingTo: temporary)
      defer { try? handle.close() }
      try handle.write(contentsOf: data)
      try handle.synchronize()
      try rename(temporary, to: url)
    } catch let fault as EnvironmentFault {
      try? FileManager.default.removeItem(at: temporary)
      throw fault
    } catch {
      try? FileManager.default.removeItem(at: temporary)
      throw EnvironmentFault.unwritable(path: url.path, reason: plainReason(of: error))
    }
  }

  /// rename(2): replaces a file (or an empty folder) in one step.
  public static func rename(_ old: URL, to new: URL) throws {
    guard Foundation.rename(old.path, new.path) == 0 else {
      throw EnvironmentFault.unwritable(path: new.path, reason: String(cString: strerror(errno)))
    }
  }

  /// Creates a folder and those around it.
  public static func createFolder(_ url: URL) throws {
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      throw EnvironmentFault.unwritable(path: url.path, reason: obstacle(to: url) ?? plainReason(of: error))
    }
  }

  /// A file that stands where a folder should be.
  private static func obstacle(to url: URL) -> String? {
    var place = url.standardizedFileURL
    while place.path != "/" {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder) {
        return isFolder.boolValue ? nil : "\(place.path) is no folder"
      }
      place = place.deletingLastPathComponent().standardizedFileURL
    }
    return nil
  }

  private static func lastError() -> POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
