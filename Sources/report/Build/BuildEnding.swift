import Chapters
import Files
import Foundation
import Pipeline
import Site

/// What came of a build.
struct BuildEnding {
  let outcome: Build.Outcome
  let publication: Publication
  /// Where the pages are, and what changed there.
  let written: (folder: URL, changes: SiteChanges)?
  let seconds: Double

  /// Whether all results and pages were there already.
  var foundNothingToDo: Bool {
    publication.isWhole && outcome.ran.isEmpty && written?.changes == SiteChanges()
  }

  /// Says that a build found nothing to do.
  static func tellOfNothing(
    _ voice: BuildVoice, blocks: Int, of project: ProjectFolder, _ duration: Duration
  ) {
    let place = project.shown(project.site.appending(path: "index.html"))
    voice.say(whole(ran: 0, of: blocks, place, duration / .seconds(1)))
  }

  private static func whole(ran: Int, of blocks: Int, _ place: String, _ seconds: Double) -> String {
    "\(ran) of \(blocks.counted("block")) ran; the site is \(place) (\(Console.shared.duration(seconds)))"
  }

  /// Says how the build ended.
  ///
  /// - Throws: the exit status that failures call for.
  func tell(_ voice: BuildVoice, keepsGoing: Bool) throws {
    if let written, publication.isWhole || keepsGoing { voice.tell(written.changes) }
    let blocks = publication.plan.steps.count
    if publication.isWhole {
      voice.say(Self.whole(ran: outcome.ran.count, of: blocks, place ?? "", seconds))
    } else {
      tellOfMissing(voice, "\(outcome.ran.count) of \(blocks.counted("block")) ran", keepsGoing)
    }
    let status = ExitStatus(outcome.failures)
    voice.give(summary(status ?? .fine))
    if let status { throw status }
  }

  private func tellOfMissing(_ voice: BuildVoice, _ counts: String, _ keepsGoing: Bool) {
    if outcome.failures.isEmpty {
      let missing = publication.missing.keys.sorted().joined(separator: ", ")
      voice.say("\(counts); without a result yet: \(missing)")
    } else {
      let skipped = outcome.skipped.isEmpty ? "" : ", \(outcome.skipped.count) skipped"
      let site = keepsGoing ? "" : "; the site is as it was"
      Console.shared.say("\(outcome.failures.count) failed\(skipped)\(site)")
    }
    guard let place else { return }
    voice.say(keepsGoing ? "the site, with what there is, is \(place)" : "pages with what there is: \(place)")
  }

  /// Where the pages begin.
  private var place: String? {
    written.map { publication.project.shown($0.folder.appending(path: "index.html")) }
  }

  private func summary(_ status: ExitStatus) -> BuildSummary {
    BuildSummary(
      status: status.rawValue, blocks: publication.plan.steps.count, ran: outcome.ran,
      missing: publication.missing, site: place, isWhole: publication.isWhole, pages: written?.changes,
      seconds: seconds)
  }
}
