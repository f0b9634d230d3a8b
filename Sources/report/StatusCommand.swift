import ArgumentParser
import Directives
import Files
import Foundation
import Pipeline

/// `report status`: what a build would run, and why.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Say which blocks a build would run, and why.",
    discussion: """
        report status
        report status --profile paper --json
      """)

  @OptionGroup var options: ReportOptions

  @Flag(help: "Print the blocks as JSON.")
  var json = false

  func run() throws {
    let report = try options.load()
    let plan = Plan(report, numerics: EngineProcess.numerics)
    let build = Build(plan, store: Store(report.project), profile: report.profile) { _ in }
    var stale: Set<String> = []
    let records = plan.steps.map { step in
      let state = build.state(of: step, stale: stale)
      if state != .cached { stale.insert(step.id) }
      return StepRecord(step, state: state, project: report.project)
    }
    if json { return try printJSON(records) }
    let width = records.map(\.id.count).max() ?? 0
    for record in records {
      let name = record.id.padding(toLength: width, withPad: " ", startingAt: 0)
      print("\(name)  \(record.state)\(record.reason.map { ": \($0)" } ?? "")")
    }
    print("\(stale.count) of \(records.count.counted("block")) would run (profile \(report.profile))")
  }
}

/// A step of the plan as JSON.
private struct StepRecord: Encodable {
  let id: String
  let directive: String
  let place: String
  let key: String
  let state: String
  let reason: String?

  init(_ step: Step, state: StepState, project: ProjectFolder) {
    id = step.id
    directive = step.block.directive
    let fence = step.block.source.fence
    place = "\(fence.file.path):\(fence.position.line)"
    key = step.key
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
