import Foundation

/// The threads that share the work of one kernel.
///
/// Work is cut into pieces that depend on the shapes alone; the threads only decide who computes which piece.
/// So the number of threads never changes a result.
public enum WorkerThreads {
  static let cores = ProcessInfo.processInfo.activeProcessorCount
  private static let setting = Setting()

  /// How many threads a kernel may use; at the start, the number of active cores.
  public static var count: Int {
    get { setting.locked { $0 } }
    set {
      precondition(newValue > 0, "WorkerThreads: expected a positive count, got \(newValue)")
      setting.locked { $0 = newValue }
    }
  }

  private final class Setting: @unchecked Sendable {
    private let lock = NSLock()
    private var count = WorkerThreads.cores

    func locked<Result>(_ body: (inout Int) -> Result) -> Result {
      lock.lock()
      defer { lock.unlock() }
      return body(&count)
    }
  }
}

/// Calls `body` once for every piece in 0..<pieces, from several threads and in no particular order.
func concurrently(pieces: Int, _ body: (Int) -> Void) {
  let threads = min(WorkerThreads.count, pieces)
  guard threads > 1 else { return (0..<pieces).forEach(body) }
  WorkerPool.shared.run(pieces: pieces, threads: threads, body)
}
