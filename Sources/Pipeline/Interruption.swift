import Foundation

/// Ctrl-C and SIGTERM: asked for once, everything stops where it can go on later; asked for twice, at once.
public enum Interruption {
  private nonisolated(unsafe) static var requests: sig_atomic_t = 0

  /// Whether the user has asked to stop.
  public static var isRequested: Bool { requests > 0 }

  /// Takes the signals over from the system's default, which would end the process.
  public static func install() {
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in
        Interruption.requests += 1
        if Interruption.requests > 1 { _exit(130) }
      }
    }
  }
}
