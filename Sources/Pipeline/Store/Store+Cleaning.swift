import Chapters
import Files
import Foundation

extension Store {
  /// Removes every entry and every unfinished piece of work whose key is not among those given, and what interrupted
  /// programs left. Whatever else is there is not ours and stays.
  ///
  /// - Returns: how many results were removed and the bytes that they took.
  /// - Throws: `FileError<FileFault>` for one that cannot be removed.
  public func clean(keeping keys: Set<String>) throws -> (count: Int, bytes: Int) {
    try sweep()
    var count = 0
    var bytes = 0
    for kind in ["store", "work"] {
      let parent = folder.appending(path: kind).path
      for name in names(in: parent) where Self.isKey(name) && !keys.contains(name) {
        bytes += Self.size(of: "\(parent)/\(name)")
        try Disk.removeAll("\(parent)/\(name)")
        count += 1
      }
    }
    return (count, bytes)
  }

  /// Removes what programs left that ended in the middle of writing; who holds the project's lock may.
  ///
  /// - Throws: `FileError<FileFault>` for something that cannot be removed.
  public func sweep() throws {
    let store = folder.appending(path: "store").path
    for name in names(in: store) where Self.isUnfinished(name) { try Disk.removeAll("\(store)/\(name)") }
    let inner = ["work", "last"].flatMap { kind in
      let parent = folder.appending(path: kind).path
      return names(in: parent).map { "\(parent)/\($0)" }
    }
    for place in [folder.path] + inner {
      for name in names(in: place) where AtomicFile.isTemporary(name) { try Disk.remove("\(place)/\(name)") }
    }
  }

  private func names(in folder: String) -> [String] {
    FileKind(atPath: folder) == nil ? [] : ((try? Disk.names(in: folder)) ?? [])
  }

  private static func isKey(_ name: some StringProtocol) -> Bool {
    name.utf8.count == 64 && name.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
  }

  /// Whether a name is one that an entry has before it is whole, or after it was found damaged.
  private static func isUnfinished(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 3 && parts[0].isEmpty && isKey(parts[1]) && ["new", "damaged"].contains(parts[2])
  }

  private static func size(of folder: String) -> Int {
    let paths = (try? Disk.paths(in: folder)) ?? []
    return paths.map { "\(folder)/\($0)" }.filter { FileKind(atPath: $0) == .file }
      .reduce(0) { $0 + (FileState(atPath: $1)?.length ?? 0) }
  }
}
