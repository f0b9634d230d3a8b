import Chapters
import Files

/// Runs what is not in the store, in order; a block that fails stops only those that read it.
public struct Build: Sendable {
  let plan: Plan
  let store: Store
  /// Where the blocks' inputs are.
  let sources: Store
  let profile: String
  let checkpointInterval: Double
  let memory: MachineMemory
  let tell: @Sendable (BuildEvent) -> Void
  let exhibit: Exhibit?

  /// - Parameters:
  ///   - store: where results go.
  ///   - sources: where the results are that blocks read, if they are elsewhere.
  ///   - checkpointInterval: how often long work saves its state, in seconds.
  ///   - memory: how much there is.
  ///   - exhibit: where blocks show what they have so far; nil where nobody looks.
  ///   - tell: receives what happens, possibly from several threads.
  public init(
    _ plan: Plan, store: Store, sources: Store? = nil, profile: String, checkpointInterval: Double = 60,
    memory: MachineMemory = MachineMemory(allowed: nil), exhibit: Exhibit? = nil,
    tell: @escaping @Sendable (BuildEvent) -> Void
  ) {
    (self.plan, self.store, self.sources, self.memory) = (plan, store, sources ?? store, memory)
    (self.profile, self.checkpointInterval) = (profile, checkpointInterval)
    (self.exhibit, self.tell) = (exhibit, tell)
  }

  /// What came out of a build.
  public struct Outcome: Sendable {
    /// The results by block, those from the store included.
    public internal(set) var results: [String: StoredResult] = [:]
    /// Why blocks failed, in order.
    public internal(set) var failures: [Diagnostic] = []
    /// Why blocks have no result, by block.
    public internal(set) var problems: [String: String] = [:]
    /// The blocks that did not run because one that they read failed.
    public internal(set) var skipped: [String] = []
    /// The blocks that ran, in order.
    public internal(set) var ran: [String] = []
    /// The same, to look them up.
    var made: Set<String> = []
    /// The blocks that ran since their results were stale, so that others are stale too.
    var stale: Set<String> = []
    /// The blocks that have no result, since they failed or were skipped.
    var unavailable: Set<String> = []

    /// Of the second of two builds that belong together: what ran in the first has run, and what ran in both is one block.
    public mutating func follow(_ first: Outcome) { ran = first.ran + ran.filter { !first.ran.contains($0) } }

    /// Of a build that has not begun.
    public init() {}
  }

  /// Brings every step's result into the store.
  ///
  /// - Throws: `Interrupted`, or before anything runs `Diagnostics` with all faults where one of them is the author's, or
  ///   of blocks that would have to run and need more memory than there is; everything else is in the outcome.
  public func run(_ steps: [Step]) throws -> Outcome {
    let faults = steps.flatMap(\.faults)
    guard !faults.contains(where: { $0.kind == .mistake }) else { throw Diagnostics(faults) }
    for warning in plan.warnings + steps.flatMap(\.warnings) { tell(.warning(warning)) }
    let findings = steps.concurrentMap { [store] in store.finding(of: $0) }
    let tidied = tidied(steps, findings)
    let missing = zip(steps, findings).filter { $1.result == nil }.map(\.0.id)
    let tooLarge = plan.memoryFaults(memory, in: Set(missing))
    guard tooLarge.isEmpty else { throw Diagnostics(tooLarge) }
    let pending = Dictionary(uniqueKeysWithValues: missing.enumerated().map { ($1, $0 + 1) })
    if !missing.isEmpty { tell(.planned(missing.map { ($0, store.lastSeconds(of: $0, profile: profile)) })) }
    var outcome = Outcome()
    for (step, finding) in zip(steps, findings) {
      if skips(step, in: &outcome) { continue }
      // What was found beforehand may be gone or made again once a block has run.
      let isFresh = outcome.ran.isEmpty && outcome.failures.isEmpty
      let found = isFresh ? finding : store.finding(of: step)
      if let result = kept(found, of: step, isTidy: isFresh && tidied.contains(step.id)) {
        outcome.results[step.id] = result
        tell(.kept(id: step.id))
      } else {
        try make(step, instead: found, pending: pending, in: &outcome)
      }
    }
    return outcome
  }

  /// Passes over a step that reads one without a result.
  private func skips(_ step: Step, in outcome: inout Outcome) -> Bool {
    let inputs = step.block.inputs.blocks.map(\.id)
    guard let blocker = inputs.first(where: outcome.unavailable.contains) else { return false }
    outcome.unavailable.insert(step.id)
    outcome.skipped.append(step.id)
    outcome.problems[step.id] = "it reads '\(blocker)', which failed"
    tell(.skipped(id: step.id, because: blocker))
    return true
  }

  /// The steps whose results are there and noted, with nothing left of their making.
  private func tidied(_ steps: [Step], _ findings: [Store.Finding]) -> Set<String> {
    let unfinished = store.unfinished
    let tidied = zip(steps, findings).map { $0 }.concurrentMap { [store, profile] step, finding in
      finding.result != nil && !unfinished.contains(step.key)
        && store.remembers(step.recipe, of: step.id, profile: profile)
    }
    return Set(zip(steps, tidied).filter(\.1).map(\.0.id))
  }

  /// The result that the store has, unless it cannot be trusted.
  ///
  /// - Parameter isTidy: whether it is noted, with nothing left of its making.
  private func kept(_ finding: Store.Finding, of step: Step, isTidy: Bool) -> StoredResult? {
    if case .damaged(let problem) = finding {
      tell(.warning(Diagnostic(StoreComplaint.damaged(id: step.id, problem: problem))))
    }
    // Where this fails, a later build only says another reason to run.
    if finding.result != nil, !isTidy {
      try? store.remember(step.recipe, of: step.id, profile: profile)
      store.forgetWork(step.key)
    }
    return finding.result
  }

  /// Runs a step; one that fails has no result.
  ///
  /// - Parameters:
  ///   - finding: what the store has instead of its result.
  ///   - pending: the numbers, from 1, of the steps that were without a result at first.
  private func make(
    _ step: Step, instead finding: Store.Finding, pending: [String: Int], in outcome: inout Outcome
  ) throws {
    do {
      if case .unreadable(let error) = finding { throw unreadable(error, of: step) }
      try mendInputs(of: step, in: &outcome)
      let index = pending[step.id] ?? 1
      let why = reason(for: step, stale: outcome.stale)
      tell(.started(id: step.id, index: index, count: pending.count, reason: why))
      try perform(step, in: &outcome)
      outcome.stale.insert(step.id)
    } catch let interrupted as Interrupted {
      throw interrupted
    } catch {
      outcome.unavailable.insert(step.id)
      let diagnostics = located(error, at: step)
      outcome.failures += diagnostics
      outcome.problems[step.id] = diagnostics.first?.message
      for diagnostic in diagnostics { tell(.failed(id: step.id, diagnostic)) }
    }
  }

  /// Makes inputs again whose large files have been damaged since (the sums of those are taken when they are read).
  private func mendInputs(of step: Step, in outcome: inout Outcome) throws {
    for id in step.block.inputs.blocks.map(\.id).distinct where !outcome.made.contains(id) {
      guard let input = plan[id], let result = outcome.results[id],
        let problem = try store.damage(in: input.key, result)
      else { continue }
      tell(.warning(Diagnostic(StoreComplaint.damaged(id: id, problem: problem))))
      tell(.started(id: id, index: 1, count: 1, reason: "\(step.id) reads it"))
      try perform(input, in: &outcome)
    }
  }

  /// A result that is there and cannot be read is not made again: it may have taken hours.
  func unreadable(_ error: FileError<FileFault>, of step: Step) -> StoreComplaint {
    .unreadable(id: step.id, error, folder: store.entry(step.key).path)
  }

  private func perform(_ step: Step, in outcome: inout Outcome) throws {
    outcome.results[step.id] = try run(step, after: outcome.results)
    outcome.ran.append(step.id)
    outcome.made.insert(step.id)
  }
}
