import Synchronization

/// What several blocks of a report read, such as a file that many of them name, so that it is read once for all.
///
/// It lasts as long as a report is looked at. A block that runs reads its files anew.
public final class SharedReadings: Sendable {
  private struct Place: Hashable {
    let type: ObjectIdentifier
    let name: String
  }

  private let readings = Mutex<[Place: any Sendable]>([:])

  init() {}

  /// What was read under a name, or what `read` gives now; what it throws is not kept.
  public func value<Value: Sendable, Failure: Error>(
    _ name: String, _ read: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let place = Place(type: ObjectIdentifier(Value.self), name: name)
    if let known = readings.withLock({ $0[place] }) as? Value { return known }
    let value = try read()
    readings.withLock { $0[place] = value }
    return value
  }
}
