import Foundation
import Synchronization

/// Where this process reads and writes while it works on a report that may be a stranger's.
///
/// It reads within the project and the allowed places, whatever links and `..` lead there. It writes within the project,
/// where it follows no link, and within the allowed places. Until a reach is set, everything is within it.
public struct Reach: Sendable {
  /// The project's folder as it was named, and what it really is.
  private let project: (named: String, real: String)
  /// Real paths of files and folders.
  private let readable: [String]
  private let writable: [String]

  /// Set before there is a second thread.
  nonisolated(unsafe) private static var current: Reach?
  /// The real paths of folders that were asked for: most files have few folders.
  private static let folders = Mutex<[String: String]>([:])
  /// The folders in which every file is within reach that is no link.
  private static let readableFolders = Mutex<Set<String>>([])

  /// - Parameters:
  ///   - project: the folder of a report.
  ///   - allowed: what the user lets the report read and write beside it.
  ///   - read: what is read only, such as the data's and the models' folders; with what links in them lead to, since who
  ///     keeps such a folder makes these.
  public init(project: URL, allowed: [URL], reading read: [URL]) {
    self.project = (project.path, Self.real(project.path) ?? project.path)
    writable = allowed.compactMap { Self.real($0.path) }
    readable =
      [self.project.real] + writable
      + read.flatMap { folder in
        DiskTrace.note(folder.path, names: true)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let links = names.map { "\(folder.path)/\($0)" }.filter { FileKind(atPath: $0) == .link }
        return ([folder.path] + links).compactMap(Self.real)
      }
  }

  /// From now on, nothing beyond is read or written by this process.
  public func enter() {
    Self.current = self
    Self.readableFolders.withLock { $0 = [] }
  }

  /// - Parameter isLink: whether the path is that of a link.
  /// - Throws: `FileFault.unreadable` for a file or folder beyond.
  static func requireReadable(_ path: String, isLink: Bool) throws(FileFault) {
    guard let reach = current else { return }
    let parent = parts(of: path).folder
    if !isLink, isKnown(parent) { return }
    guard let real = resolved(path, isLink: isLink) else { return }
    guard reach.readable.contains(where: { encloses($0, real) }) else { throw .unreadable(.beyond(real)) }
    guard let folder = resolvedFolder(parent), reach.readable.contains(where: { encloses($0, folder) }) else {
      return
    }
    readableFolders.withLock { _ = $0.insert(parent) }
  }

  /// Whether every plain file of a folder is known to be within reach. To ask again is cheaper than to wait for a lock.
  private static func isKnown(_ folder: String) -> Bool {
    for _ in 0..<1000 {
      if let isKnown = readableFolders.withLockIfAvailable({ $0.contains(folder) }) { return isKnown }
    }
    return readableFolders.withLock { $0.contains(folder) }
  }

  /// - Throws: `FileError<FileFault>` for a folder into which nothing may be written, such as one behind a link.
  public static func requireWritable(folder: String) throws(FileError<FileFault>) {
    do throws(FileError<FileFault>) { try requireWritable(folder + "/.") } catch {
      throw FileError(file: folder, error.reason)
    }
  }

  /// - Throws: `FileError<FileFault>` for a place beyond, or one within the project that links lead to.
  static func requireWritable(_ path: String) throws(FileError<FileFault>) {
    guard let reach = current else { return }
    let parent = parts(of: path).folder
    guard let real = resolvedFolder(parent) else { return }
    guard !reach.writable.contains(where: { encloses($0, real) }) else { return }
    let (named, root) = reach.project
    let plain =
      encloses(named, parent)
      ? root + parent[parent.utf8.index(parent.startIndex, offsetBy: named.utf8.count)...] : parent
    guard encloses(root, real), plain == real else {
      throw FileError(file: path, .unwritable(.beyond(real)))
    }
  }

  /// Whether a path is that of a folder or of something in it, byte for byte.
  private static func encloses(_ folder: String, _ path: String) -> Bool {
    guard path.utf8.starts(with: folder.utf8) else { return false }
    let rest = path.utf8.dropFirst(folder.utf8.count)
    return rest.isEmpty || folder == "/" || rest.first == UInt8(ascii: "/")
  }

  /// A path without links; nil if nothing is there.
  private static func resolved(_ path: String, isLink: Bool) -> String? {
    guard !isLink else { return real(path) }
    let (parent, name) = parts(of: path)
    return resolvedFolder(parent).map { ($0 == "/" ? "" : $0) + "/" + name }
  }

  private static func resolvedFolder(_ path: String) -> String? {
    if let known = folders.withLock({ $0[path] }) { return known }
    let isPlain = FileKind(atPath: path) == .folder && path.hasPrefix("/") && !path.hasSuffix("/..")
    guard let real = isPlain && path != "/" ? resolved(path, isLink: false) : real(path) else { return nil }
    folders.withLock { $0[path] = real }
    return real
  }

  /// realpath(3): a path without links; nil if nothing is there.
  private static func real(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// The folder around a path, and its last part.
  private static func parts(of path: String) -> (folder: String, name: String) {
    let path = path.utf8.count > 1 && path.utf8.last == UInt8(ascii: "/") ? String(path.dropLast()) : path
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", path) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.utf8.index(after: slash)...]))
  }
}
