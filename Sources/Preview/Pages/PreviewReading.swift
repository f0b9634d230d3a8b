import Chapters
import Foundation
import Pipeline
import Site

/// A report without mistakes as its files were at one moment, ready for its pages to be written.
struct PreviewReading: Sendable {
  let plan: Plan
  private let checked: CheckedReport
  private let rendered: RenderedText
  private let typesetter: Typesetter

  /// Reads and checks a report; no block runs.
  ///
  /// - Parameters:
  ///   - memory: of readings since which only chapters have changed.
  ///   - old: the last of these that was without mistakes.
  /// - Throws: `Diagnostics` with all mistakes, or an `UnknownProfile`.
  init(
    _ source: PreviewSource, _ typesetter: Typesetter, _ memory: ReadingMemory, after old: PreviewReading?
  ) async throws {
    let reading = try ReportReading(
      source.project, profile: source.profile, directives: source.directives, dataFolder: source.dataFolder,
      modelsFolder: source.modelsFolder, memory: memory)
    let checks = ReportChecks(reading)
    let formulas: Result<[Formula: String], any Error>
    do { formulas = .success(try await typesetter.set(reading.report.formulas)) } catch {
      formulas = .failure(error)
    }
    try Task.checkCancellation()
    checked = try checks.accepted(formulas: formulas)
    let report = checked.report
    plan = Plan(report, numerics: source.numerics, after: old?.plan)
    rendered = RenderedText(
      formulas: checked.formulas, sources: try await Bibliographer(report.project).write(report),
      listings: try await Highlighter(report.project).colour(report))
    self.typesetter = typesetter
  }

  /// The report, in which nothing is wrong.
  var report: Report { checked.report }

  /// What the files and the options of blocks show to be wrong.
  var problems: [Diagnostic] { plan.steps.flatMap(\.faults) }

  /// What may be a mistake, in the order of `report check`.
  var warnings: [Diagnostic] { report.warnings + plan.steps.flatMap(\.warnings) }

  /// The files of the chapters.
  var chapters: Set<String> {
    Set(report.chapters.map { report.project.root.appending(path: $0.file.path).path })
  }

  /// The files that blocks read, wherever they are.
  var files: Set<String> {
    Set(
      plan.steps.flatMap { step in
        (step.block.inputs.files.map(\.url) + step.block.inputs.groups.flatMap(\.urls)).map(\.path)
      })
  }

  /// The pages with what results there are.
  func site(_ results: ResultShelf.Results, _ store: Store) throws -> SiteOnDemand {
    try SiteOnDemand(
      SiteWriter(
        checked, results: results.all, missing: results.missing, store: store, rendered: rendered,
        typesetter: typesetter))
  }
}
