/// How long a build still takes: from the progress of the block that runs, and from how long the others took last time.
public struct TimeForecast: Sendable {
  /// The time that is left.
  public struct Left: Equatable, Sendable {
    /// Of the block that runs, in seconds; nil where nothing tells it.
    public let block: Double?
    /// Of the whole build, in seconds; nil where nothing tells it, or where it is that of the block.
    public let build: Double?
    /// Whether blocks wait of which nobody knows how long they take.
    public let isLeast: Bool
  }

  /// A share of a block's work that is too small to tell its rate.
  private static let leastShare = 0.02
  private var waiting: [String] = []
  private var known: [String: Double] = [:]

  /// Of a build that has not begun.
  public init() {}

  /// Takes in what a build tells.
  ///
  /// - Returns: the time that is left, where the event is about progress.
  public mutating func take(_ event: BuildEvent) -> Left? {
    switch event {
    case .planned(let steps):
      waiting = steps.map(\.id)
      known = Dictionary(steps.compactMap { step in step.seconds.map { (step.id, $0) } }) { $1 }
    case .started(let id, _, _, _): waiting.removeAll { $0 == id }
    case .skipped(let id, _): waiting.removeAll { $0 == id }
    case .progress(let id, let progress, let seconds): return left(id, progress, after: seconds)
    case .kept, .note, .finished, .failed, .warning: break
    }
    return nil
  }

  private func left(_ id: String, _ progress: WorkProgress, after seconds: Double) -> Left? {
    let share = Double(progress.step) / Double(max(1, progress.total))
    let byRate = share >= Self.leastShare ? seconds * (1 - share) / share : nil
    let block = progress.secondsLeft ?? byRate ?? known[id].map { max(0, $0 - seconds) }
    let others = waiting.compactMap { known[$0] }
    guard let block else { return nil }
    return Left(
      block: block, build: waiting.isEmpty ? nil : block + others.reduce(0, +),
      isLeast: others.count < waiting.count)
  }
}
