import Pipeline
import Synchronization

/// Tells how far a verification is, on standard error, and what came of each block, on standard output.
final class VerificationVoice: Sendable {
  private let isQuiet: Bool
  private let progress: Mutex<VerificationProgress>

  /// - Parameters:
  ///   - isQuiet: whether nothing is said of progress.
  ///   - jobs: how many blocks run at once.
  init(isQuiet: Bool, jobs: Int) {
    self.isQuiet = isQuiet
    progress = Mutex(VerificationProgress(jobs: jobs))
  }

  /// Tells of progress.
  func tell(_ event: BuildEvent) {
    let line = progress.withLock { $0.take(event) }
    guard !isQuiet else { return }
    if case .warning = event { Console.shared.tell(event) }
    if let line { Console.shared.show(line) }
  }

  /// Tells what came of a block.
  ///
  /// - Parameters:
  ///   - isQuiet: whether only what differs is said.
  ///   - json: whether nothing is, since it will be printed as JSON.
  func tell(_ block: VerifiedBlock, page: String?, isQuiet: Bool, json: Bool) {
    let isFine = [.identical, .withinTolerance].contains(block.verdict)
    guard !json, !(isQuiet && isFine) else { return }
    Console.shared.clear()
    print(block.line + (page.map { "; see \($0)" } ?? ""))
  }
}

/// The line that says what runs and how long it all still takes.
private struct VerificationProgress {
  let jobs: Int
  private var known: [String: Double] = [:]
  private var waiting: [String] = []
  /// What runs, in the order of their beginnings: how far it is, and how long it still takes.
  private var running: [(id: String, text: String, left: Double?)] = []
  private var (done, count) = (0, 0)

  init(jobs: Int) { self.jobs = jobs }

  /// - Returns: the new line, if there is something to say.
  mutating func take(_ event: BuildEvent) -> String? {
    switch event {
    case .planned(let steps):
      (waiting, count) = (steps.map(\.id), steps.count)
      known = Dictionary(steps.compactMap { step in step.seconds.map { (step.id, $0) } }) { $1 }
      return nil
    case .started(let id, _, _, _):
      waiting.removeAll { $0 == id }
      running.append((id, id, known[id]))
    case .progress(let id, let progress, let seconds):
      guard let place = running.firstIndex(where: { $0.id == id }) else { return nil }
      let share = Double(progress.step) / Double(max(1, progress.total))
      let byRate = share >= 0.02 ? seconds * (1 - share) / share : known[id].map { max(0, $0 - seconds) }
      running[place] = (
        id, "\(id): step \(progress.step) of \(progress.total)", progress.secondsLeft ?? byRate
      )
    case .finished(let id, _), .skipped(let id, _), .kept(let id):
      waiting.removeAll { $0 == id }
      running.removeAll { $0.id == id }
      done += 1
      return nil
    case .note, .failed, .warning: return nil
    }
    return line
  }

  private var line: String {
    let blocks = running.map(\.text).joined(separator: ", ")
    return "[\(min(count, done + running.count))/\(count)] \(blocks)"
      + (left.map { ", about \($0) left" } ?? "")
  }

  /// The time that all of it still takes; nil where nothing tells it of some block.
  private var left: String? {
    let own = running.compactMap(\.left)
    let others = waiting.compactMap { known[$0] }
    guard own.count == running.count, others.count == waiting.count else { return nil }
    let work = (own + others).reduce(0, +) / Double(max(1, min(jobs, own.count + others.count)))
    return Console.shared.duration(max(work, own.max() ?? 0))
  }
}
