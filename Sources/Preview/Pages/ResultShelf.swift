import Files
import Pipeline

/// The results that were found in the store before: an entry never changes.
struct ResultShelf {
  private let store: Store
  private var known: [String: (state: FileState, result: StoredResult)] = [:]

  init(_ store: Store) { self.store = store }

  /// What there is of a plan.
  struct Results {
    /// Every block's result; a stand-in where there is none.
    var all: [String: StoredResult] = [:]
    /// Why blocks have no result.
    var missing: [String: String] = [:]
    /// The keys of the blocks that have no result and could have one.
    var pending: Set<String> = []
  }

  /// Gathers the results of a plan's blocks.
  ///
  /// - Parameter failure: why the block of a key failed; nil where it has not.
  mutating func results(of plan: Plan, failure: [String: String]) -> Results {
    var results = Results()
    var stuck: Set<String> = []
    for (step, result) in zip(plan.steps, find(plan.steps)) {
      if let result {
        results.all[step.id] = result
        continue
      }
      let blocker = step.block.inputs.blocks.map(\.id).first(where: stuck.contains)
      let reason = step.faults.first?.message ?? failure[step.key]
      results.all[step.id] = StoredResult(standingInFor: step)
      results.missing[step.id] =
        reason ?? blocker.map { "it reads '\($0)', which has no result" } ?? "it has not been built yet"
      if reason != nil || blocker != nil { stuck.insert(step.id) } else { results.pending.insert(step.key) }
    }
    let isBlocked = plan.steps.contains { $0.faults.contains { $0.kind == .mistake } }
    if isBlocked { results.pending = [] }
    return results
  }

  private mutating func find(_ steps: [Step]) -> [StoredResult?] {
    let states = steps.map { FileState(atPath: store.entry($0.key).appending(path: "result.json").path) }
    let found = zip(steps, states).map { ($0, $1) }.concurrentMap {
      [known, store] step, state -> StoredResult? in
      guard let state, step.faults.isEmpty else { return nil }
      if let old = known[step.key], old.state == state { return old.result }
      return store.finding(of: step).result
    }
    known = [:]
    for (step, (state, result)) in zip(steps, zip(states, found)) {
      if let state, let result { known[step.key] = (state, result) }
    }
    return found
  }
}
