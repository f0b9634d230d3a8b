import ArgumentParser
import Chapters
import Files
import Foundation
import Pipeline
import Site
import Synchronization

/// How much a build says, and in which form.
struct BuildVoiceOptions: ParsableArguments {
  @Flag(help: "Say nothing but errors and warnings.")
  var quiet = false

  @Flag(help: "Say of every block what became of it, and of every file of the site.")
  var verbose = false

  @Flag(help: "Print what happens as JSON, an object a line.")
  var json = false

  func validate() throws {
    if quiet, verbose { throw ValidationError("--quiet and --verbose exclude each other.") }
  }
}

/// Tells what a build does: lines on standard error, and with --json objects on standard output.
final class BuildVoice: Sendable {
  private let options: BuildVoiceOptions
  private let forecast = Mutex(TimeForecast())
  /// When progress was last told as JSON.
  private let lastProgress = Mutex<ContinuousClock.Instant?>(nil)

  init(_ options: BuildVoiceOptions) { self.options = options }

  /// Whether what happens is printed as JSON.
  var speaksJSON: Bool { options.json }

  /// Tells of an event.
  func tell(_ event: BuildEvent) {
    let left = forecast.withLock { $0.take(event) }
    if options.json, isWorthAnObject(event) { give(BuildRecord(event, left: left)) }
    switch event {
    case .failed, .warning: Console.shared.tell(event)
    case .kept(let id): detail("      \(id) is up to date")
    case .planned: break
    case .progress(let id, let progress, _):
      if !options.quiet { Console.shared.show("      \(id): " + progress.text(left)) }
    case .started, .note, .finished, .skipped: if !options.quiet { Console.shared.tell(event) }
    }
  }

  /// A line of what a build is asked for.
  func say(_ text: String) { if !options.quiet { Console.shared.say(text) } }

  /// A line for those who want to know everything.
  func detail(_ text: String) { if options.verbose { Console.shared.say(text) } }

  /// Prints an object.
  func give(_ record: some Encodable) {
    guard options.json else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if let data = try? encoder.encode(record) { StandardStreams.give(json: data) }
  }

  /// Progress is told once a second; a training tells of every step.
  private func isWorthAnObject(_ event: BuildEvent) -> Bool {
    guard case .progress = event else { return true }
    return lastProgress.withLock { last in
      if let last, last.duration(to: .now) < .seconds(1) { return false }
      last = .now
      return true
    }
  }
}

extension BuildVoice {
  /// Tells which pages and files of a site were written; nothing of a new site, or where nothing changed.
  func tell(_ changes: SiteChanges) {
    guard changes.hadSite else { return }
    for (verb, paths) in [
      ("rewrote", changes.rewritten), ("restored", changes.restored), ("added", changes.added),
      ("removed", changes.removed),
    ] {
      let pages = paths.filter { $0.hasSuffix(".html") }
      if options.verbose {
        for path in paths { detail("\(verb) \(path)") }
      } else if !pages.isEmpty {
        let more = pages.count > 8 ? " and \(pages.count - 8) more" : ""
        say("\(verb) \(pages.count.counted("page")): \(pages.prefix(8).joined(separator: ", "))\(more)")
      } else if verb == "restored", !paths.isEmpty {
        say("restored \(paths.count.counted("file")) beside the pages")
      }
    }
  }
}

extension WorkProgress {
  /// How far the work is, how long it and the whole build still take, and then what a narrow terminal may cut off.
  fileprivate func text(_ left: TimeForecast.Left?) -> String {
    var parts = ["step \(step) of \(total)"]
    if let block = left?.block { parts.append("\(Console.shared.duration(block)) left") }
    if let left, let build = left.build {
      parts.append("\(left.isLeast ? "at least" : "about") \(Console.shared.duration(build)) in all")
    }
    return (parts + (detail.isEmpty ? [] : [detail])).joined(separator: ", ")
  }
}
