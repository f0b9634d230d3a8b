import ArgumentParser
import Directives
import Files
import Foundation
import Pipeline

/// `report explain`: why a block is up to date or not, with everything above it.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say what a block's result depends on, what changed, and what will run.",
    discussion: """
        report explain samples
        report explain samples --profile paper --json

      The blocks that it reads stand above it, each with what changed since it was built last (old and new value), whether \
      it will run, and how long it took.
      """)

  @OptionGroup var options: ReportOptions

  @Argument(help: "The block.")
  var block: String

  @Flag(help: "Print the chain as JSON.")
  var json = false

  func run() throws {
    let report = try options.load()
    let plan = Plan(report, numerics: EngineProcess.numerics)
    guard plan[block] != nil else {
      throw ValidationError(no: "block", block, "blocks", known: plan.steps.map(\.id))
    }
    let store = Store(report.project)
    let build = Build(plan, store: store, profile: report.profile) { _ in }
    var stale: Set<String> = []
    let links = plan.closure(of: [block]).map { step in
      let state = build.state(of: step, stale: stale)
      if state != .cached { stale.insert(step.id) }
      return ExplainedStep(step, state, store: store, profile: report.profile)
    }
    if json { return try printJSON(links) }
    for link in links { print(link.text) }
    let running = links.filter(\.runs)
    let known = running.compactMap(\.lastSeconds)
    guard !running.isEmpty else { return print("nothing will run") }
    let least = known.count < running.count ? "at least " : "about "
    let time = known.isEmpty ? "" : ", \(least)\(Console.shared.duration(known.reduce(0, +)))"
    print("\(running.count.counted("block")) will run\(time)")
  }
}

/// A block of a chain.
private struct ExplainedStep: Encodable {
  let block: String
  let directive: String
  let place: String
  let key: String
  let reads: [String]
  let runs: Bool
  let reason: String?
  let changes: [Recipe.Change]
  let lastSeconds: Double?

  init(_ step: Step, _ state: StepState, store: Store, profile: String) {
    (block, directive, key) = (step.id, step.block.directive, step.key)
    let fence = step.block.source.fence
    place = "\(fence.file.path):\(fence.position.line)"
    reads = step.block.inputs.blocks.map(\.id).distinct
    if case .stale = state { runs = true } else { runs = false }
    reason =
      switch state {
      case .cached: nil
      case .stale(let why), .blocked(let why): why
      }
    changes = store.lastRecipe(of: step.id, profile: profile).map(step.recipe.changes) ?? []
    lastSeconds = store.lastSeconds(of: step.id, profile: profile)
  }

  var text: String {
    let inputs = reads.isEmpty ? "" : ", reads \(reads.joined(separator: ", "))"
    let state = reason.map { "\(runs ? "will run" : "cannot run"): \($0)" } ?? "up to date"
    let time = lastSeconds.map { "; took \(Console.shared.duration($0)) last time" } ?? ""
    var lines = ["\(block) ({\(directive)}, \(place)\(inputs))", "  \(state)\(time)"]
    for change in changes {
      lines.append("  \(change.name): \(change.old ?? "(none)") -> \(change.new ?? "(none)")")
    }
    return lines.joined(separator: "\n")
  }
}
