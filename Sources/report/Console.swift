import Chapters
import Files
import Foundation
import Pipeline

/// What the user sees: lines on standard error, and on a terminal one line that moves while long work goes on.
final class Console: @unchecked Sendable {
  static let shared = Console()

  private let lock = NSLock()
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private var hasMovingLine = false
  private var lines = 0
  private var lastPlainLine = ContinuousClock.now

  /// Writes a line.
  func say(_ text: String) {
    lock.withLock {
      write(text + "\n", after: hasMovingLine ? Self.erasure : "")
      hasMovingLine = false
      lines += 1
    }
  }

  /// Whether a line was written that stays.
  var hasSaidSomething: Bool { lock.withLock { lines > 0 } }

  /// Shows how far a block is: in place on a terminal, elsewhere as a plain line every 20 seconds.
  func show(_ text: String) {
    lock.withLock {
      if isTerminal {
        write(String(text.visibleInLine.prefix(columns - 1)), after: Self.erasure)
        hasMovingLine = true
      } else if lastPlainLine.duration(to: .now) > .seconds(20) {
        lastPlainLine = .now
        write(text + "\n")
      }
    }
  }

  /// Takes the moving line away, if there is one.
  func clear() {
    lock.withLock {
      if hasMovingLine { write("", after: Self.erasure) }
      hasMovingLine = false
    }
  }

  /// Writes diagnostics and how many there are; of one sort in one file the first hundred, and how many more.
  ///
  /// - Returns: the exit status that they call for; nil if there are none but warnings.
  func report(_ diagnostics: [Diagnostic]) -> ExitStatus? {
    let sorts = DiagnosticSorts(diagnostics)
    for (diagnostic, isShown) in zip(diagnostics, sorts.isShown) where isShown { say(diagnostic.description) }
    for (first, count) in sorts.more {
      let place = first.position.map { ":\($0.line)" } ?? ""
      say("\(first.path ?? "")\(place): \(count) more like this one; to see all: report check --json")
    }
    let mistakes = diagnostics.count { $0.kind == .mistake }
    if mistakes > 1 { say("\(mistakes) mistakes") }
    return ExitStatus(diagnostics)
  }

  private var columns: Int {
    var size = winsize()
    return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 20 ? Int(size.ws_col) : 80
  }

  /// Takes the line away that is there.
  private static let erasure = "\r\u{1B}[2K"

  private func write(_ text: String, after control: String = "") {
    StandardStreams.tell(text, after: control)
  }
}

extension Console {
  /// Tells what a build does.
  func tell(_ event: BuildEvent) {
    switch event {
    case .started(let id, let index, let count, let reason):
      say("[\(index)/\(count)] \(id) (\(reason))")
    case .note(let id, let text):
      say("      \(id) \(text)")
    case .finished(_, let seconds):
      say("      done in \(duration(seconds))")
    case .failed(_, let diagnostic):
      say(diagnostic.description)
    case .skipped(let id, let blocker):
      say("      \(id) is skipped: it reads '\(blocker)', which failed")
    case .warning(let diagnostic):
      say(diagnostic.description)
    case .planned, .kept, .progress: break  // told by who knows how much to tell
    }
  }

  /// '0.4 s', '12 s', '3:05 min', '1:02:33 h'.
  func duration(_ seconds: Double) -> String {
    if seconds < 10 { return String(format: "%.1f s", seconds) }
    let whole = Int(seconds.rounded())
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return String(format: "%d:%02d min", whole / 60, whole % 60) }
    return String(format: "%d:%02d:%02d h", whole / 3600, whole / 60 % 60, whole % 60)
  }
}

/// Writes a value as JSON to standard output.
func printJSON(_ value: some Encodable) throws {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  StandardStreams.give(json: try encoder.encode(value))
}
