import Pipeline
import Synchronization

/// Tells how far a verification is, on standard error, and what came of each block, on standard output.
final class VerificationVoice: Sendable {
  private let isQuiet: Bool
  private let forecast = Mutex(TimeForecast())

  /// - Parameter isQuiet: whether nothing is said of progress.
  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  /// Tells of progress.
  func tell(_ event: BuildEvent) {
    let left = forecast.withLock { $0.take(event) }
    guard !isQuiet else { return }
    switch event {
    case .started(let id, let index, let count, _): Console.shared.show("[\(index)/\(count)] \(id)")
    case .progress(let id, let progress, _):
      var text = "\(id): step \(progress.step) of \(progress.total)"
      if let block = left?.block { text += ", \(Console.shared.duration(block)) left" }
      if let all = left?.build { text += " (\(Console.shared.duration(all)) for all)" }
      Console.shared.show(text)
    case .warning: Console.shared.tell(event)
    default: break
    }
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
