import Chapters
import Foundation

/// Runs what is not in the store, in order; a block that fails stops only those that read it.
public struct Build {
  private let plan: Plan
  private let store: Store
  private let profile: String
  private let checkpointInterval: Double
  private let tell: @Sendable (BuildEvent) -> Void

  /// - Parameters:
  ///   - checkpointInterval: how often long work saves its state, in seconds.
  ///   - tell: receives what happens, possibly from several threads.
  public init(
    _ plan: Plan, store: Store, profile: String, checkpointInterval: Double = 60,
    tell: @escaping @Sendable (BuildEvent) -> Void
  ) {
    self.plan = plan
    self.store = store
    self.profile = profile
    self.checkpointInterval = checkpointInterval
    self.tell = tell
  }

  /// What came out of a build.
  public struct Outcome: Sendable {
    /// The results by block, those from the store included.
    public var results: [String: StoredResult] = [:]
    /// Why blocks failed, in order.
    public var failures: [Diagnostic] = []
    /// The blocks that did not run because one that they read failed.
    public var skipped: [String] = []
    /// The blocks that ran, in order.
    public var ran: [String] = []
  }

  /// Whether a step would run, and why. Inputs must have been looked at before.
  public func state(of step: Step, stale: Set<String>) -> StepState {
    if let fault = step.faults.first { return .blocked(fault.message) }
    if case .found = store.find(step.key) { return .cached }
    return .stale(reason(for: step, stale: stale))
  }

  private func reason(for step: Step, stale: Set<String>) -> String {
    if case .damaged(let problem) = store.find(step.key) { return "its stored result is damaged: \(problem)" }
    if FileManager.default.fileExists(atPath: store.workFolder(step.key).path) { return "it was interrupted" }
    guard let old = store.lastRecipe(of: step.id, profile: profile) else { return "never built" }
    let upstream = step.block.inputs.blocks.map(\.id).distinct.filter(stale.contains)
    if !upstream.isEmpty {
      return "its input \(upstream.joined(separator: ", ")) \(upstream.count == 1 ? "runs" : "run") again"
    }
    return step.recipe.difference(from: old) ?? "its stored result was removed"
  }

  /// Brings every step's result into the store.
  ///
  /// - Throws: `Interrupted`; everything else is in the outcome.
  public func run(_ steps: [Step]) throws -> Outcome {
    var outcome = Outcome()
    for warning in steps.flatMap(\.warnings) { tell(.warning(warning)) }
    var unavailable: Set<String> = []
    var stale: Set<String> = []
    let findings = steps.concurrentMap { [store] in store.find($0.key) }
    let pending = zip(steps, findings).filter { $1.result == nil }.map(\.0.id)
    for (step, finding) in zip(steps, findings) {
      if let blocker = step.block.inputs.blocks.map(\.id).first(where: unavailable.contains) {
        unavailable.insert(step.id)
        outcome.skipped.append(step.id)
        tell(.skipped(id: step.id, because: blocker))
        continue
      }
      // What was found beforehand may be gone or made again once a block has run.
      let isFresh = outcome.ran.isEmpty && outcome.failures.isEmpty
      switch isFresh ? finding : store.find(step.key) {
      case .found(let result):
        outcome.results[step.id] = result
        try? store.remember(step, profile: profile)
        continue
      case .damaged(let problem):
        let text = "the stored result of '\(step.id)' is damaged (\(problem)); it is made again"
        tell(.warning(.warning(text)))
      case .missing: break
      }
      let position = (pending.firstIndex(of: step.id) ?? 0) + 1
      do {
        try mendInputs(of: step, in: &outcome)
        let why = reason(for: step, stale: stale)
        tell(.started(id: step.id, index: position, count: pending.count, reason: why))
        outcome.results[step.id] = try run(step, after: outcome.results)
        outcome.ran.append(step.id)
        stale.insert(step.id)
      } catch let interrupted as Interrupted {
        throw interrupted
      } catch {
        unavailable.insert(step.id)
        for diagnostic in located(error, at: step) {
          outcome.failures.append(diagnostic)
          tell(.failed(id: step.id, diagnostic))
        }
      }
    }
    return outcome
  }

  /// Makes inputs again whose large files have been damaged since (the sums of those are taken when they are read).
  private func mendInputs(of step: Step, in outcome: inout Outcome) throws {
    for id in step.block.inputs.blocks.map(\.id).distinct where !outcome.ran.contains(id) {
      guard let input = plan[id], let result = outcome.results[id],
        let problem = store.damage(in: input.key, result)
      else { continue }
      tell(.warning(.warning("the stored result of '\(id)' is damaged (\(problem)); it is made again")))
      tell(.started(id: id, index: 1, count: 1, reason: "\(step.id) reads it"))
      outcome.results[id] = try run(input, after: outcome.results)
      outcome.ran.append(id)
    }
  }

  private func run(_ step: Step, after results: [String: StoredResult]) throws -> StoredResult {
    guard step.faults.isEmpty else { throw Diagnostics(step.faults) }
    let start = ContinuousClock.now
    let elapsed: @Sendable () -> Double = { (ContinuousClock.now - start) / .seconds(1) }
    let scratch = try store.makeScratch(step.key)
    defer { try? FileManager.default.removeItem(at: scratch) }  // a block that failed; a kept one has moved
    var inputs: [String: (folder: URL, result: StoredResult)] = [:]
    var facts: [String: any Sendable] = [:]
    for id in step.block.inputs.blocks.map(\.id) {
      guard let other = plan[id], let result = results[id] else { continue }
      inputs[id] = (store.entry(other.key), result)
      facts[id] = other.facts
    }
    let tell = tell
    let id = step.id
    let context = RunContext(
      surroundings: step.block.surroundings, output: scratch, work: store.workFolder(step.key),
      checkpointInterval: checkpointInterval, inputs: inputs, facts: InputFacts(facts),
      progress: { tell(.progress(id: id, $0, seconds: elapsed())) }, tell: { tell(.note(id: id, $0)) })
    let output = try step.block.run(context)
    let figure = try output.figure.map {
      try StoredFigure($0, in: scratch, mark: StoredFigure.mark(step.key))
    }
    try store.keep(scratch, as: step.key) { files in
      StoredResult(
        directive: step.block.directive, recipe: step.recipe, figure: figure, values: output.values,
        files: files,
        seconds: elapsed())
    }
    try? FileManager.default.removeItem(at: store.workFolder(step.key))
    try? store.remember(step, profile: profile)
    tell(.finished(id: step.id, seconds: elapsed()))
    guard case .found(let result) = store.find(step.key) else {
      throw EnvironmentFault.lostResult(of: step.id, folder: store.entry(step.key).path)
    }
    return result
  }

  /// An error of a block as diagnostics at the block.
  private func located(_ error: any Error, at step: Step) -> [Diagnostic] {
    switch error {
    case let all as Diagnostics: return all.all
    case let diagnostic as Diagnostic: return [diagnostic]
    case let mistake as OptionMistake: return [step.block.diagnostic(.mistake(mistake))]
    default:
      let fault = EnvironmentFault(describing: error)
      return [Diagnostic(fault, at: step.block.source.fence, in: step.block.directive)]
    }
  }
}
