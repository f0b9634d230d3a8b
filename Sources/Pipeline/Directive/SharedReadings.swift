import Files
import Foundation
import Synchronization

/// What blocks of a report have read, kept for others that name the same file; blocks that ask for it at the same moment
/// may each read it.
///
/// It lasts as long as a report is looked at. A block that runs asks for what is `latest`.
public final class SharedReadings: Sendable {
  private struct Place: Hashable {
    let type: ObjectIdentifier
    let address: String
  }

  /// What was read of files in a state.
  private struct Reading {
    let place: Place
    let states: [FileState]
    let value: any Sendable
  }

  /// How many readings are kept for blocks that run, so that no report keeps more and more files open.
  private static let mostLatest = 8

  private let readings = Mutex<[Place: any Sendable]>([:])
  /// Those used last at the end.
  private let latest = Mutex<[Reading]>([])

  init() {}

  /// What was read at an address, or what `read` gives now; what it throws is not kept.
  ///
  /// - Parameter form: what tells it from others of its type that are made of the same file.
  public func value<Value: Sendable, Failure: Error>(
    at url: URL, as form: String = "", _ read: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    // Not the path, since equal texts can be the names of different files.
    let place = Place(type: ObjectIdentifier(Value.self), address: "\(url.absoluteString)\n\(form)")
    if let known = readings.withLock({ $0[place] }) as? Value { return known }
    let value = try read()
    readings.withLock { $0[place] = value }
    return value
  }

  /// What was read of some files as they are now, or what `read` gives; what it throws is not kept.
  ///
  /// - Parameters:
  ///   - urls: the files, which are read anew once one of them is another.
  ///   - form: what tells it from others of its type that are made of the same files.
  public func latest<Value: Sendable, Failure: Error>(
    of urls: [URL], as form: String = "", _ read: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let states = urls.compactMap { FileState(atPath: $0.path) }
    let address = (urls.map(\.absoluteString) + [form]).joined(separator: "\n")
    let place = Place(type: ObjectIdentifier(Value.self), address: address)
    let known = latest.withLock { $0.first { $0.place == place && $0.states == states } }
    let value: Value
    if let found = known?.value as? Value { value = found } else { value = try read() }
    guard states.count == urls.count else { return value }
    latest.withLock {
      $0.removeAll { $0.place == place }
      $0 = $0.suffix(Self.mostLatest - 1) + [Reading(place: place, states: states, value: value)]
    }
    return value
  }
}
