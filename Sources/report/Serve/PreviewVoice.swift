import Chapters
import Foundation
import Preview

/// Tells on the console what a preview does.
struct PreviewVoice: Sendable {
  /// Tells of an event.
  func tell(_ event: PreviewEvent) {
    let console = Console.shared
    switch event {
    case .listening(let address, let isUsual):
      if !isUsual { console.say("the usual port is taken; --port chooses another") }
      console.say("the report is at \(address); Ctrl-C ends it")
    case .problems(let diagnostics): _ = console.report(diagnostics)
    case .mended: console.say("mended")
    case .block(let event): tell(event)
    }
  }

  private func tell(_ event: BlockEvent) {
    let console = Console.shared
    switch event {
    case .waiting(let holder): console.say("waiting for \(holder)")
    case .started(let id, _, let index, let count): console.say("[\(index)/\(count)] \(id)")
    case .progress(let step, let total, let detail, _):
      console.show("      step \(step) of \(total)\(detail.isEmpty ? "" : ", \(detail)")")
    case .failed(_, let failure): console.say(failure.problem)
    case .refused(let problems): for problem in problems { console.say(problem) }
    case .finished(let id): console.say("      \(id) is done")
    case .pictures: break
    }
  }
}
