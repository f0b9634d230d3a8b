import Chapters
import Pipeline
import Site

/// Something that happens during a build, as JSON.
struct BuildRecord: Encodable {
  private let event: String
  private var block: String?
  private var reason: String?
  private var text: String?
  private var index, count, step, total: Int?
  private var seconds, secondsLeft, buildSecondsLeft: Double?
  private var diagnostic: DiagnosticRecord?
  private var steps: [Planned]?

  private struct Planned: Encodable {
    let block: String
    let expectedSeconds: Double?
  }

  /// A mistake or a fault that kept the build from beginning.
  init(_ diagnostic: Diagnostic) { (event, self.diagnostic) = ("failed", DiagnosticRecord(diagnostic)) }

  /// - Parameter left: the time that is left, of progress.
  init(_ event: BuildEvent, left: TimeForecast.Left?) {
    switch event {
    case .planned(let steps):
      self.event = "planned"
      self.steps = steps.map { Planned(block: $0.id, expectedSeconds: $0.seconds) }
    case .started(let id, let index, let count, let reason):
      self.event = "started"
      (block, self.index, self.count, self.reason) = (id, index, count, reason)
    case .progress(let id, let progress, let seconds):
      self.event = "progress"
      (block, step, total, text) = (id, progress.step, progress.total, progress.detail)
      (self.seconds, secondsLeft, buildSecondsLeft) = (seconds, left?.block, left?.build)
    case .note(let id, let text):
      self.event = "note"
      (block, self.text) = (id, text)
    case .finished(let id, let seconds):
      self.event = "finished"
      (block, self.seconds) = (id, seconds)
    case .failed(let id, let diagnostic):
      self.event = "failed"
      (block, self.diagnostic) = (id, DiagnosticRecord(diagnostic))
    case .skipped(let id, let blocker):
      self.event = "skipped"
      (block, reason) = (id, "it reads '\(blocker)', which failed")
    case .kept(let id):
      self.event = "kept"
      block = id
    case .warning(let diagnostic):
      self.event = "warning"
      self.diagnostic = DiagnosticRecord(diagnostic)
    }
  }
}

/// The last object of a build.
struct BuildSummary: Encodable {
  private let event = "summary"
  var status: Int32
  /// How many blocks the report has.
  var blocks = 0
  var ran: [String] = []
  /// The blocks without a result, each with why.
  var missing: [String: String] = [:]
  /// Where the pages are; none where nothing was written.
  var site: String?
  /// Whether every block has its result.
  var isWhole = false
  var pages: SiteChanges?
  var seconds = 0.0
}

/// A diagnostic as JSON.
struct DiagnosticRecord: Encodable {
  private let kind: String
  private let path: String?
  private let line: Int?
  private let column: Int?
  private let message: String
  private let help: String?

  /// - Parameter isExplained: whether to look for a remedy, which takes longer than all else.
  init(_ diagnostic: Diagnostic, isExplained: Bool = true) {
    kind = diagnostic.kind.rawValue
    path = diagnostic.path
    line = diagnostic.position?.line
    column = diagnostic.position?.column
    message = diagnostic.message
    help = isExplained ? diagnostic.help : nil
  }
}
