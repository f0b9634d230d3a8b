import Foundation
import Synchronization

/// Where this process looked on the disk and what it saw there, so that another can tell that it would see just the same.
///
/// All looks go through this module, and from `begin` on each is noted when it is first taken.
public final class DiskTrace: Sendable {
  /// How long something must have rested when the trace began, in seconds, so that a further change shows: by file
  /// systems whose clocks count nanoseconds (they tick a hundred times a second at least), and by others.
  private static let rest = (fine: 0.1, coarse: 2.0)

  /// Set, and ended, before there is a second thread.
  nonisolated(unsafe) private static var current: DiskTrace?

  private let start = Date().timeIntervalSince1970
  private let sightings = Mutex<[String: DiskSighting]>([:])

  /// From now on, looks are noted; nil where faults of the disk are rehearsed, which have to be met.
  public static func begin() -> DiskTrace? {
    guard DiskRehearsal.current == nil else { return nil }
    let trace = DiskTrace()
    current = trace
    return trace
  }

  /// From now on, no look is noted.
  public static func end() { current = nil }

  /// Notes a look at a path.
  ///
  /// - Parameter names: whether the names in a folder are looked at, and not only that it is there.
  static func note(_ path: String, names: Bool = false) {
    guard let trace = current, trace.sightings.withLock({ $0[path]?.covers(names: names) }) != true else {
      return
    }
    let sighting = DiskSighting(of: path, names: names)
    trace.sightings.withLock { $0[path] = sighting }
  }

  /// Notes that this process has written a file, which it would not write again.
  static func noteWritten(_ path: String) {
    guard let trace = current else { return }
    let sighting = DiskSighting(of: path, names: false).rested
    trace.sightings.withLock { $0[path] = sighting }
  }

  /// What was seen, path by path; nil if something changed so shortly before the trace began that a further change might
  /// not show.
  ///
  /// - Parameter left: a file that is left out.
  public func record(leavingOut left: String) -> Data? {
    let all = sightings.withLock { $0 }
    let isSettled = all.values.allSatisfy { sighting in
      let (second, nanosecond) = sighting.change
      let rest = nanosecond % 1_000_000 == 0 ? Self.rest.coarse : Self.rest.fine
      return Double(second) + Double(nanosecond) * 1e-9 + rest < start
    }
    guard isSettled else { return nil }
    return Data(all.filter { $0.key != left }.map { "\($1.text)\t\($0)\0" }.joined().utf8)
  }

  /// Whether a look at all places of a record would see now what was seen then.
  public static func holds(_ record: some Sequence<UInt8>) -> Bool {
    Array(record).split(separator: 0).allSatisfy { line in
      guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { return false }
      let (text, path) = (String(decoding: line[..<tab], as: UTF8.self), line[(tab + 1)...])
      let now = DiskSighting(of: String(decoding: path, as: UTF8.self), names: DiskSighting.hasNames(text))
      return now.text == text
    }
  }
}
