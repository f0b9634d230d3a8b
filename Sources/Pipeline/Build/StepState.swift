import Files
import Foundation

/// Why a block runs, or that it does not.
public enum StepState: Sendable, Equatable {
  case cached
  /// Will run, with the reason in words.
  case stale(String)
  /// Cannot run, with the reason in words.
  case blocked(String)
}

extension Build {
  /// Whether a step would run, and why. Inputs must have been looked at before.
  public func state(of step: Step, stale: Set<String>) -> StepState {
    if let fault = step.faults.first { return .blocked(fault.message) }
    switch store.finding(of: step) {
    case .found: return .cached
    case .unreadable(let error): return .blocked(unreadable(error, of: step).message)
    case .missing, .damaged: break
    }
    return .stale(reason(for: step, stale: stale))
  }

  /// Why a step without a result that can be used runs.
  func reason(for step: Step, stale: Set<String>) -> String {
    if case .damaged(let problem) = store.finding(of: step) {
      return "its stored result is damaged: \(problem)"
    }
    if FileKind(behind: store.workFolder(step.key).path) != nil { return "it was interrupted" }
    guard let old = store.lastRecipe(of: step.id, profile: profile) else { return "never built" }
    let upstream = step.block.inputs.blocks.map(\.id).distinct.filter(stale.contains)
    if !upstream.isEmpty {
      return "its input \(upstream.joined(separator: ", ")) \(upstream.count == 1 ? "runs" : "run") again"
    }
    return step.recipe.difference(from: old) ?? "its stored result was removed"
  }
}

extension Store {
  /// The result of a step, if the store has one with just the values that the block measures; none of a step that cannot
  /// run, whose files may be others than those of its key.
  ///
  /// Defaults are not hashed, so that those in the store may be of an older program, or of a stranger: they are told as
  /// the step has them.
  public func finding(of step: Step) -> Finding {
    guard step.faults.isEmpty else { return .missing }
    let finding = find(step.key)
    guard var result = finding.result else { return finding }
    guard Set(result.values.map(\.name)) == Set(step.block.exports.values) else {
      return .damaged("it has other values than the block measures")
    }
    result.recipe = step.recipe
    return .found(result)
  }
}
