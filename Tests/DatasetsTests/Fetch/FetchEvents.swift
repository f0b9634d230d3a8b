import Datasets
import Foundation

/// Collects the events of a fetch.
final class FetchEvents: @unchecked Sendable {
  private let lock = NSLock()
  private var events: [FetchEvent] = []

  func add(_ event: FetchEvent) { lock.withLock { events.append(event) } }

  var all: [FetchEvent] { lock.withLock { events } }

  var installed: [String] {
    all.compactMap { event in
      if case .installed(let file) = event { file } else { nil }
    }
  }
}
