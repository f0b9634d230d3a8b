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
    if case .found = store.find(step.key) { return .cached }
    return .stale(reason(for: step, stale: stale))
  }

  /// Why a step without a result that can be used runs.
  func reason(for step: Step, stale: Set<String>) -> String {
    if case .damaged(let problem) = store.find(step.key) { return "its stored result is damaged: \(problem)" }
    if FileManager.default.fileExists(atPath: store.workFolder(step.key).path) { return "it was interrupted" }
    guard let old = store.lastRecipe(of: step.id, profile: profile) else { return "never built" }
    let upstream = step.block.inputs.blocks.map(\.id).distinct.filter(stale.contains)
    if !upstream.isEmpty {
      return "its input \(upstream.joined(separator: ", ")) \(upstream.count == 1 ? "runs" : "run") again"
    }
    return step.recipe.difference(from: old) ?? "its stored result was removed"
  }
}
