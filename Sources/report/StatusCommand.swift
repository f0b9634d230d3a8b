import ArgumentParser
import Chapters
import Directives
import Files
import Foundation
import Pipeline
import Site

/// `report status`: what a build would run, and why.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Say which blocks a build would run, and why.",
    discussion: """
        report status
        report status --profile paper --json
        report status --strict

      With --strict it compares the results with report/report.lock, and every page and picture of the site with \
      SHA256SUMS and with what the build would write, and names everything in which they disagree; then the exit status \
      is 1. Nothing runs and nothing is written. With --json as well it prints an object of 'blocks' and 'disagreements'.
      """)

  @OptionGroup var options: ReportOptions

  @Flag(help: "Print the blocks as JSON.")
  var json = false

  @Flag(help: "Fail where results, site and report.lock disagree.")
  var strict = false

  func run() throws {
    let typesetter = strict ? Typesetter(try options.projectFolder()) : nil
    let loaded = try typesetter.map { try options.load(settingFormulasWith: $0) }
    let report = try loaded?.report ?? options.load()
    let plan = Plan(report, numerics: EngineProcess.numerics)
    let store = Store(report.project)
    let build = Build(plan, store: store, profile: report.profile) { _ in }
    var stale: Set<String> = []
    let records = plan.steps.map { step in
      let state = build.state(of: step, stale: stale)
      if state != .cached { stale.insert(step.id) }
      return StepRecord(step, state: state, project: report.project)
    }
    guard let typesetter, let loaded else { return try tell(records, report) }
    let reasons = Dictionary(
      records.compactMap { record in record.reason.map { (record.id, $0) } }
    ) { $1 }
    let status = StrictStatus(options: options, report: report, plan: plan, store: store)
    let found = try status.disagreements(reasons: reasons) { publication in
      publication.writer(
        of: loaded, store, try RenderedText(of: report, formulas: loaded.formulas), typesetter)
    }
    try tell(records, report, found)
  }

  private func tell(_ records: [StepRecord], _ report: Report) throws {
    if json { return try printJSON(records) }
    let width = records.map(\.id.count).max() ?? 0
    for record in records {
      let name = record.id.padding(toLength: width, withPad: " ", startingAt: 0)
      print("\(name)  \(record.state)\(record.reason.map { ": \($0)" } ?? "")")
    }
    let stale = records.count { $0.reason != nil }
    print("\(stale) of \(records.count.counted("block")) would run (profile \(report.profile))")
  }

  /// - Throws: the exit status that disagreements call for.
  private func tell(_ records: [StepRecord], _ report: Report, _ found: [Diagnostic]) throws {
    if json {
      try printJSON(StrictRecord(blocks: records, disagreements: found.map { DiagnosticRecord($0) }))
      if !found.isEmpty { throw ExitStatus.mistake }
      return
    }
    try tell(records, report)
    guard found.isEmpty else {
      _ = Console.shared.report(found)
      throw ExitStatus.mistake
    }
    print("results, site and \(ReportLock.path) agree")
  }
}

/// What `status --strict` found, as JSON.
private struct StrictRecord: Encodable {
  let blocks: [StepRecord]
  let disagreements: [DiagnosticRecord]
}

/// A step of the plan as JSON.
private struct StepRecord: Encodable {
  let id: String
  let directive: String
  let place: String
  let key: String
  /// Where its random numbers start, if it draws any.
  let seed: String?
  let state: String
  let reason: String?

  init(_ step: Step, state: StepState, project: ProjectFolder) {
    id = step.id
    directive = step.block.directive
    let fence = step.block.source.fence
    place = "\(fence.file.path):\(fence.position.line)"
    key = step.key
    seed = step.recipe.parts.first { $0.name == "option seed" }?.value
    switch state {
    case .cached:
      self.state = "up to date"
      reason = nil
    case .stale(let why):
      self.state = "would run"
      reason = why
    case .blocked(let why):
      self.state = "cannot run"
      reason = why
    }
  }
}
