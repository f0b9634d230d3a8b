import Files
import Foundation
import Synchronization

/// The sums of the store's and the site's files as they were seen last, so that a build with nothing new need not read
/// them all.
///
/// A sum stands for a file of the same inode, length and times: that of its content and that of its last change of any
/// kind, which no program can set back, both to the nanosecond. So nobody can prepare them either: whoever hands a report
/// on cannot know these of the copy. A file that changed shortly before it was read is not kept, as with `KnownSums`.
public final class SeenSums: Sendable {
  /// What tells one content of a file from the next.
  private struct State: Hashable {
    var inode = 0, length = 0, second = 0, nanosecond = 0, changeSecond = 0, changeNanosecond = 0

    init?(atPath path: String) {
      var status = stat()
      guard FileKind(atPath: path) == .file, lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG
      else { return nil }
      (inode, length) = (Int(status.st_ino), Int(status.st_size))
      (second, nanosecond) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
      (changeSecond, changeNanosecond) = (status.st_ctim.tv_sec, status.st_ctim.tv_nsec)
    }

    init(_ fields: [Int]) {
      (inode, length, second) = (fields[0], fields[1], fields[2])
      (nanosecond, changeSecond, changeNanosecond) = (fields[3], fields[4], fields[5])
    }

    var fields: [Int] { [inode, length, second, nanosecond, changeSecond, changeNanosecond] }
  }

  /// Where they are kept; nowhere if nil.
  private let place: URL?
  private let known: [State: String]
  private let new = Mutex<[State: String]>([:])
  private let asked = Atomic(0)

  init(_ project: ProjectFolder, in name: String = "seen") {
    let place = project.state.appending(path: name)
    (self.place, known) = (place, Self.read(place))
  }

  /// Sums that are kept nowhere.
  init() { (place, known) = (nil, [:]) }

  /// The SHA-256 of a file that is no link, in hexadecimal, read if nothing else tells it.
  ///
  /// - Throws: `FileError<FileFault>`.
  public func sum(atPath path: String) throws(FileError<FileFault>) -> String {
    try sum(atPath: path) { path throws(FileError<FileFault>) in
      try FileHash.sha256(atPath: path, followsLink: false)
    }
  }

  /// The same for another sum than that of the bytes.
  ///
  /// - Parameter compute: reads the file, and gives 64 hexadecimal digits.
  func sum(
    atPath path: String, by compute: (String) throws(FileError<FileFault>) -> String
  ) throws(FileError<FileFault>) -> String {
    let state = State(atPath: path)
    asked.add(1, ordering: .relaxed)
    if let state, let sum = known[state] { return sum }
    let now = Int(Date().timeIntervalSince1970)
    let sum = try compute(path)
    guard let state, max(state.second, state.changeSecond) + KnownSums.rest < now,
      State(atPath: path) == state
    else { return sum }
    new.withLock { $0[state] = sum }
    return sum
  }

  /// Writes down the sums that are new, and those that were found unless most of them are of files that are gone.
  ///
  /// - Throws: `FileError<FileFault>`.
  public func keep() throws {
    let new = new.withLock { $0 }
    guard let place, !new.isEmpty else { return }
    let isFull = known.count > 2 * asked.load(ordering: .relaxed)
    let lines = (isFull ? new : known.merging(new) { $1 }).map { state, sum in
      state.fields.map(String.init).joined(separator: " ") + " \(sum)\n"
    }
    try AtomicFile.write(Data(lines.sorted().joined().utf8), to: place)
  }

  /// Lines of six numbers and a sum; one that is anything else is passed over.
  private static func read(_ place: URL) -> [State: String] {
    guard let data = try? RegularFile.content(of: place) else { return [:] }
    var sums: [State: String] = [:]
    [UInt8](data).withUnsafeBufferPointer { bytes in
      for line in bytes.split(separator: UInt8(ascii: "\n")) {
        var (fields, number, rest): ([Int], Int, _) = ([], 0, line)
        while fields.count < 6, let byte = rest.popFirst() {
          if byte == UInt8(ascii: " ") {
            fields.append(number)
            number = 0
          } else {
            number = number &* 10 &+ Int(byte &- UInt8(ascii: "0"))
          }
        }
        guard fields.count == 6, rest.count == 64 else { continue }
        sums[State(fields)] = String(decoding: rest, as: UTF8.self)
      }
    }
    return sums
  }
}
