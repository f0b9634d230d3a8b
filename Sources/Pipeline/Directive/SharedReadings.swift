import Foundation
import Synchronization

/// What blocks of a report have read, kept for others that name the same file; blocks that ask for it at the same moment
/// may each read it.
///
/// It lasts as long as a report is looked at. A block that runs reads its files anew.
public final class SharedReadings: Sendable {
  private struct Place: Hashable {
    let type: ObjectIdentifier
    let address: String
  }

  private let readings = Mutex<[Place: any Sendable]>([:])

  init() {}

  /// What was read at an address, or what `read` gives now; what it throws is not kept.
  public func value<Value: Sendable, Failure: Error>(
    at url: URL, _ read: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    // Not the path, since equal texts can be the names of different files.
    let place = Place(type: ObjectIdentifier(Value.self), address: url.absoluteString)
    if let known = readings.withLock({ $0[place] }) as? Value { return known }
    let value = try read()
    readings.withLock { $0[place] = value }
    return value
  }
}
