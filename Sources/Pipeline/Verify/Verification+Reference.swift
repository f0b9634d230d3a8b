import Chapters
import Files
import Foundation

/// Why a block cannot be compared.
enum Obstacle: Error, CustomStringConvertible {
  case environment(String)
  case failure(String)
  case absent(String)
  /// The whole verification ends.
  case stop(any Error)

  var verdict: Verdict {
    switch self {
    case .environment: .environmentDiffers
    case .absent: .absent
    case .failure, .stop: .different
    }
  }

  /// The reason.
  var description: String { reason }

  var reason: String {
    switch self {
    case .environment(let reason), .failure(let reason), .absent(let reason): reason
    case .stop(let error): "\(error)"
    }
  }
}

extension Verification {
  /// What a block's result is compared with.
  struct Reference {
    let side: ResultComparison.Side
    /// Whether the lock says something else of the same key.
    let isUnlike: Bool
  }

  /// The stored result, or where there is none, what the lock says of the same key.
  func reference(for step: Step) throws(Obstacle) -> Reference {
    if let fault = step.faults.first { throw .environment(fault.message) }
    let locked = terms.lock?.facts(of: step.id, profile: profile)
    let engine = BlockFacts.engine(of: step.recipe)
    if let old = locked?.values["engine"], old != engine {
      throw .environment("it was locked with the engine \(old), this is \(engine)")
    }
    let isLocked = locked?.values["key"] == step.key
    switch store.finding(of: step) {
    case .found(let result):
      if let problem = try damage(in: step, result) { throw .failure(problem) }
      let folder = store.entry(step.key)
      let facts = try facts(of: result, in: folder)
      return Reference(
        side: .init(facts: facts, folder: folder), isUnlike: isLocked && locked != facts)
    case .damaged(let problem): throw .failure("its stored result is damaged: \(problem)")
    case .unreadable(let error): throw .environment("\(error)")
    case .missing:
      guard let locked, isLocked else { throw absence(of: step) }
      return Reference(side: .init(facts: locked, folder: nil), isUnlike: false)
    }
  }

  /// Why a block without a result of this key has none.
  private func absence(of step: Step) -> Obstacle {
    guard let old = store.lastRecipe(of: step.id, profile: profile) else {
      return .absent("it has no stored result; run: report build --profile \(profile)")
    }
    let changes = step.recipe.changes(since: old)
    let isMachine = !changes.isEmpty && changes.allSatisfy { ["engine", "architecture"].contains($0.name) }
    let reason = step.recipe.difference(from: old) ?? "its stored result was removed"
    return isMachine ? .environment(reason) : .absent("\(reason); run: report build --profile \(profile)")
  }

  /// The stored results that a block reads, their sums checked, and looked up in the lock.
  func stored(inputsOf step: Step) throws(Obstacle) -> [String: StoredResult] {
    var results: [String: StoredResult] = [:]
    for id in step.block.inputs.blocks.map(\.id).distinct {
      guard let input = plan[id] else { continue }
      guard case .found(let result) = store.finding(of: input) else {
        throw .absent(
          "its input '\(id)' has no stored result that is whole; build it, or verify with --upstream")
      }
      if let problem = try damage(in: input, result) { throw .failure("its input '\(id)': \(problem)") }
      let facts = try facts(of: result, in: store.entry(input.key))
      if let locked = terms.lock?.facts(of: id, profile: profile), locked.values["key"] == input.key,
        locked != facts
      {
        throw .failure(
          "its stored input '\(id)' is not the locked one; verify that first: report verify \(id)")
      }
      results[id] = result
    }
    return results
  }

  /// What was made again of the blocks that a block reads.
  func remade(of step: Step, _ again: [String: StoredResult]) throws(Obstacle) -> [String: StoredResult] {
    for id in step.block.inputs.blocks.map(\.id) where again[id] == nil {
      throw .absent("its input '\(id)' could not be made again")
    }
    return again
  }

  private func damage(in step: Step, _ result: StoredResult) throws(Obstacle) -> String? {
    do {
      return try store.damage(in: step.key, result).map { "its stored result is damaged: \($0)" }
    } catch { throw .environment("\(error)") }
  }
}
