import Files
import Foundation
import Pipeline
import Synchronization

/// Does work that starts programs, and waits for it; Ctrl-C cancels it, which ends them.
///
/// Everything else that a command does, it does on the main thread: what has nothing to wait for starts no other.
///
/// - Throws: the work's error, or `Interrupted` once the user has asked for it.
func interruptible<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) throws -> Value {
  let outcome = Outcome<Value>()
  let ended = DispatchSemaphore(value: 0)
  let task = Task {
    do { outcome.set(.success(try await work())) } catch { outcome.set(.failure(error)) }
    ended.signal()
  }
  return try Interruption.heeded {
    while ended.wait(timeout: .now() + .milliseconds(100)) == .timedOut {
      if Interruption.isRequested { task.cancel() }
    }
    do { return try outcome.get() } catch  where Interruption.isRequested && isEnd(error) {
      throw Interrupted()
    }
  }
}

/// What a task leaves for the thread that waits for it.
private final class Outcome<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, any Error>>(.failure(CancellationError()))

  func set(_ new: Result<Value, any Error>) { result.withLock { $0 = new } }

  func get() throws -> Value { try result.withLock { $0 }.get() }
}

/// Whether work was cancelled, or a program ended by the signal that its parent got, too.
private func isEnd(_ error: any Error) -> Bool {
  if case .signalled = (error as? CommandFailure)?.reason { true } else { error is CancellationError }
}
