import Synchronization

/// What was made again so far, by block.
final class RemadeResults: Sendable {
  private let results = Mutex<[String: StoredResult]>([:])

  /// All of it.
  var all: [String: StoredResult] { results.withLock { $0 } }

  subscript(id: String) -> StoredResult? {
    get { results.withLock { $0[id] } }
    set { results.withLock { $0[id] = newValue } }
  }
}
