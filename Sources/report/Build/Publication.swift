import Chapters
import Foundation
import Pipeline
import Site

/// What a build made of a report, and where it goes: into the site, or beside it where results are missing.
struct Publication {
  let plan: Plan
  let project: ProjectFolder
  /// Every block's result; a stand-in where there is none.
  private(set) var results: [String: StoredResult]
  /// Why blocks have no result.
  private(set) var missing: [String: String] = [:]

  /// Gathers the results of all blocks, those that the build did not look at from the store.
  init(_ outcome: Build.Outcome, of plan: Plan, in store: Store, project: ProjectFolder) {
    (self.plan, self.project, results) = (plan, project, outcome.results)
    for step in plan.steps where results[step.id] == nil {
      if outcome.problems[step.id] == nil, case .found(let result) = store.finding(of: step) {
        results[step.id] = result
      } else {
        missing[step.id] =
          outcome.problems[step.id] ?? step.faults.first?.message ?? "it has not been built yet"
        results[step.id] = StoredResult(standingInFor: step)
      }
    }
  }

  /// Whether every block has its result.
  var isWhole: Bool { missing.isEmpty }

  /// The writer of its pages.
  func writer(
    of checked: CheckedReport, _ store: Store, _ rendered: RenderedText, _ typesetter: Typesetter
  ) -> SiteWriter {
    SiteWriter(
      checked, results: results, missing: missing, store: store, rendered: rendered, typesetter: typesetter)
  }

  /// Writes the pages.
  ///
  /// - Parameters:
  ///   - writer: of the pages.
  ///   - keepsGoing: whether pages without all results go into the site.
  /// - Returns: where they are, and what changed there; nothing where pages beside the site could not be written.
  func write(
    _ writer: SiteWriter, keepsGoing: Bool, force: Bool
  ) throws -> (folder: URL, changes: SiteChanges)? {
    guard isWhole || keepsGoing else {
      // The site stands as it is; a disk that is full has been told of by the block that failed.
      guard let changes = try? writer.write(to: project.partialSite, force: true) else { return nil }
      return (project.partialSite, changes)
    }
    let changes = try writer.write(to: project.site, force: force)
    if isWhole { try? project.removePartialSite() }
    return (project.site, changes)
  }
}
