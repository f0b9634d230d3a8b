import Figures
import Synchronization

/// What blocks that run have so far, for somebody who watches: a figure every few seconds.
public final class Exhibit: Sendable {
  private let receive: @Sendable (Figure) -> Void
  private let last = Mutex<ContinuousClock.Instant?>(nil)
  /// Drawing must not take the block's own time.
  private static let interval = Duration.seconds(2)

  /// - Parameter receive: is given the figures.
  public init(_ receive: @escaping @Sendable (Figure) -> Void) { self.receive = receive }

  /// Shows a figure, unless the one before it is new still, or it cannot be drawn yet.
  func show(_ figure: () throws -> Figure) {
    let isDue = last.withLock { last in
      if let last, last.duration(to: .now) < Self.interval { return false }
      last = .now
      return true
    }
    if isDue, let figure = try? figure() { receive(figure) }
  }
}
