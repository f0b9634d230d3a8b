import Files
import Foundation

extension Verification {
  /// What came of a step whose result was made again.
  ///
  /// - Parameter isAfterTraining: whether a training was made again for it.
  func compared(
    _ step: Step, _ result: StoredResult, _ reference: Reference, _ seconds: Double, isAfterTraining: Bool
  ) throws(Obstacle) -> VerifiedBlock {
    let folder = scratch.entry(step.key)
    let again = try facts(of: result, in: folder)
    let comparison = ResultComparison(
      stored: reference.side, again: .init(facts: again, folder: folder), weightError: terms.weightError)
    let differences = comparison.differences()
    let isForged = reference.isUnlike
    var block = VerifiedBlock(
      block: step.id, directive: step.block.directive, verdict: verdict(differences, isForged))
    (block.differences, block.seconds) = (differences, seconds)
    if !differences.isEmpty { block.parting = parting(of: step, reference, folder) }
    if terms.numerics != nil, !isForged {
      block.measures = Robustness(
        reference.side.facts, again, differences, isAfterTraining: isAfterTraining)
    }
    if isForged, let locked = terms.lock?.facts(of: step.id, profile: profile) {
      block.reason =
        "the stored result is not the locked one; "
        + (locked == again ? "what ran again is" : "neither is what ran again")
    }
    return block
  }

  private func verdict(_ differences: [Difference], _ isForged: Bool) -> Verdict {
    guard !isForged else { return .different }
    if differences.isEmpty { return .identical }
    if terms.numerics != nil { return .measured }
    return differences.allSatisfy { $0.isWithin(terms.tolerance) } ? .withinTolerance : .different
  }

  /// Where the run left the way of the first one.
  private func parting(of step: Step, _ reference: Reference, _ folder: URL) -> String? {
    let first =
      reference.side.folder.flatMap { Trail(in: $0) }
      ?? terms.trails?.trail(of: step.id, profile: profile, key: step.key)
    guard let first, let second = Trail(in: folder) else { return nil }
    return first.parting(of: second)
  }

  /// Whether a training runs again on the way to a step.
  func isAfterTraining(_ step: Step) -> Bool {
    let steps = terms.isUpstream ? plan.closure(of: [step.id]) : [step]
    return steps.contains { Trail(in: scratch.entry($0.key))?.unit == .optimizerStep }
  }

  /// What decides the outcome of a step's verification, as a hash: as long as it is the same, a block that was verified
  /// before an interruption need not run again.
  func mark(of step: Step) -> String {
    let record = try? RegularFile.content(of: store.entry(step.key).appending(path: "result.json"))
    let locked = terms.lock?.facts(of: step.id, profile: profile)?.values ?? [:]
    let parts =
      [
        profile, step.id, step.key, "\(terms.isUpstream)", "\(terms.tolerance.relative)",
        terms.numerics ?? "", record.map(FileHash.sha256) ?? "",
      ] + locked.sorted { $0.key < $1.key }.map { "\($0) \($1)" }
    return FileHash.sha256(of: Data(parts.joined(separator: "\n").utf8))
  }
}
