import Foundation

/// Ctrl-C and SIGTERM: asked for once, everything stops where it can go on later; asked for twice, at once.
public enum Interruption {
  private nonisolated(unsafe) static var requests: sig_atomic_t = 0

  /// Whether the user has asked to stop.
  public static var isRequested: Bool { requests > 0 }

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
        if Interruption.requests > 1 { _exit(130) }
      }
    }
  }
}
