import Chapters

/// What a build has to tell while it runs; the command line decides how it looks.
public enum BuildEvent: Sendable {
  /// The blocks that will run, with the seconds that each took when it ran last.
  case planned([(id: String, seconds: Double?)])
  /// A block's result is up to date.
  case kept(id: String)
  case started(id: String, index: Int, count: Int, reason: String)
  case progress(id: String, WorkProgress, seconds: Double)
  /// Something worth a line of its own, such as where a training goes on.
  case note(id: String, String)
  case finished(id: String, seconds: Double)
  case failed(id: String, Diagnostic)
  case skipped(id: String, because: String)
  case warning(Diagnostic)
}
