import Files
import Foundation

/// The sums of large files as they were when they were read last, so that no command reads a model of gigabytes anew.
///
/// A sum stands for a file of the same path, length, inode and times: that of its content and that of its last change
/// of any kind, which no program can set back, both to the nanosecond. A file that changed shortly before it was read
/// is not kept, since another change in the same tick of the file system's clock would go unseen.
struct KnownSums {
  /// Files shorter than this, in bytes, are read whenever their sum is asked for.
  static let shortest = 1 << 20
  /// How long a file must have rested before its sum is kept, in seconds: the coarsest clock of a file system.
  static let rest = 2

  private struct Entry: Codable, Equatable {
    let state: FileState
    let sum: String
  }

  private let place: URL
  private var entries: [String: Entry]
  private var used: Set<String> = []
  private let loaded: [String: Entry]

  /// The sums that a project keeps; none where they cannot be read.
  init(_ project: ProjectFolder) {
    place = project.state.appending(path: "sums.json")
    let data = try? RegularFile.content(of: place)
    loaded = data.flatMap { try? JSONDecoder().decode([String: Entry].self, from: $0) } ?? [:]
    entries = loaded
  }

  /// The SHA-256 of a file in hexadecimal, read if nothing else tells it.
  ///
  /// - Throws: a `FileError` for a file that cannot be read.
  mutating func sum(of url: URL) throws(FileError<FileFault>) -> String {
    let path = url.path
    let state = FileState(atPath: path)
    guard let state, state.length >= Self.shortest else { return try FileHash.sha256(atPath: path) }
    used.insert(path)
    if let known = entries[path], known.state == state { return known.sum }
    let now = Int(Date().timeIntervalSince1970)
    let sum = try FileHash.sha256(atPath: path)
    let isSettled = state.lastChange + Self.rest < now && FileState(atPath: path) == state
    entries[path] = isSettled ? Entry(state: state, sum: sum) : nil
    return sum
  }

  /// Writes down the sums of the files that were asked for, if they are others than those that were found.
  ///
  /// - Throws: `FileError<FileFault>`.
  func keep() throws {
    let kept = entries.filter { used.contains($0.key) }
    guard kept != loaded else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try AtomicFile.write(encoder.encode(kept), to: place)
  }
}
