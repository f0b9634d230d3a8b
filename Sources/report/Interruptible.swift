import Files
import Pipeline

/// Does work that starts programs; Ctrl-C cancels it, which ends them.
///
/// - Throws: the work's error, or `Interrupted` once the user has asked for it.
func interruptible<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws
  -> Value
{
  let task = Task(operation: work)
  let watch = Task {
    while !Interruption.isRequested { try await Task.sleep(for: .milliseconds(100)) }
    task.cancel()
  }
  defer { watch.cancel() }
  do { return try await Interruption.heeded { try await task.value } } catch
    where Interruption.isRequested && isEnd(error)
  {
    throw Interrupted()
  }
}

/// Whether work was cancelled, or a program ended by the signal that its parent got, too.
private func isEnd(_ error: any Error) -> Bool {
  if case .signalled = (error as? CommandFailure)?.reason { true } else { error is CancellationError }
}
