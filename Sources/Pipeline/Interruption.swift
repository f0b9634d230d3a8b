import Foundation

/// Ctrl-C and SIGTERM: work that can go on later stops where it can, when it is asked once; all other work, and work
/// that is asked twice, ends at once.
public enum Interruption {
  private nonisolated(unsafe) static var requests: sig_atomic_t = 0
  private nonisolated(unsafe) static var patience: sig_atomic_t = 0

  /// Whether the user has asked to stop.
  public static var isRequested: Bool { requests > 0 }

  /// Does work that looks at `isRequested` from time to time. Only one thread does such work.
  public static func heeded<Value, Failure: Error>(
    by work: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    patience += 1
    defer { patience -= 1 }
    return try work()
  }

  /// Takes the signals over from the system's default, which would end the process.
  public static func install() {
    // A parent that starts us from a thread with blocked signals (as libdispatch's are) hands that on.
    var blocked = sigset_t()
    sigemptyset(&blocked)
    for number in [SIGINT, SIGTERM] { sigaddset(&blocked, number) }
    pthread_sigmask(SIG_UNBLOCK, &blocked, nil)
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in
        Interruption.requests += 1
        if Interruption.requests > 1 || Interruption.patience == 0 { _exit(130) }
      }
    }
  }
}
