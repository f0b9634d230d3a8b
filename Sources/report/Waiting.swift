import Foundation
import Pipeline

/// Runs asynchronous work to its end; Ctrl-C cancels it, which ends the programs it started.
///
/// Throws the work's error, or `Interrupted` when it was cancelled.
func waiting(for work: @escaping @Sendable () async throws -> Void) throws {
  let done = DispatchSemaphore(value: 0)
  let outcome = Outcome()
  let task = Task {
    do { try await work() } catch { outcome.error = error }
    done.signal()
  }
  while done.wait(timeout: .now() + .milliseconds(100)) == .timedOut {
    if Interruption.isRequested { task.cancel() }
  }
  switch outcome.error {
  case nil: return
  case is CancellationError: throw Interrupted()
  case let error?: throw error
  }
}

/// Written by the task before it signals, read after.
private final class Outcome: @unchecked Sendable {
  var error: (any Error)?
}
