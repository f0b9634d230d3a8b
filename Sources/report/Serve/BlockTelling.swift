import Pipeline
import Preview
import Synchronization

/// Tells a preview what a build does; progress a few times a second.
final class BlockTelling: Sendable {
  private let plan: Plan
  private let give: @Sendable (BlockEvent) -> Void
  private let forecast = Mutex(TimeForecast())
  private let last = Mutex<ContinuousClock.Instant?>(nil)
  private static let interval = Duration.milliseconds(250)

  init(plan: Plan, give: @escaping @Sendable (BlockEvent) -> Void) { (self.plan, self.give) = (plan, give) }

  /// Tells of an event.
  @Sendable func tell(_ event: BuildEvent) {
    let left = forecast.withLock { $0.take(event) }
    switch event {
    case .started(let id, let index, let count, _):
      give(.started(id: id, key: key(of: id), index: index, count: count))
    case .progress(_, let progress, _):
      guard isDue else { return }
      give(
        .progress(
          step: progress.step, total: progress.total, detail: progress.detail, secondsLeft: left?.block))
    case .finished(let id, _): give(.finished(id: id))
    case .failed(let id, let diagnostic):
      let failure = BlockFailure(message: diagnostic.message, problem: diagnostic.description)
      give(.failed(key: key(of: id), failure))
    case .planned, .kept, .note, .skipped, .warning: break
    }
  }

  private func key(of id: String) -> String { plan[id]?.key ?? "" }

  private var isDue: Bool {
    last.withLock { last in
      if let last, last.duration(to: .now) < Self.interval { return false }
      last = .now
      return true
    }
  }
}
