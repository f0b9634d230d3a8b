import Chapters
import Files
import Foundation

/// Runs blocks again, in a store of its own, and compares what they make with what the project's store has.
public struct Verification {
  /// What is verified against, and how.
  public struct Terms: Sendable {
    /// The committed facts, if there are any.
    public var lock: ReportLock?
    /// How much may differ.
    public var tolerance = Difference.Tolerance(relative: 1e-4)
    /// Whether blocks read what other blocks make again, not what the store has.
    public var isUpstream = false
    /// How much memory there is.
    public var memory = MachineMemory(allowed: nil)
    /// The largest difference of two files of weights, relative to the largest weight.
    public var weightError: @Sendable (URL, URL) -> Double? = { _, _ in nil }

    /// The usual terms.
    public init() {}
  }

  let plan: Plan
  let store: Store
  let scratch: Store
  let profile: String
  let terms: Terms
  let build: Build
  private let folder: URL

  /// - Parameter tell: receives what happens.
  public init(
    _ plan: Plan, store: Store, project: ProjectFolder, profile: String, terms: Terms,
    tell: @escaping @Sendable (BuildEvent) -> Void
  ) {
    (self.plan, self.store, self.profile, self.terms) = (plan, store, profile, terms)
    folder = project.verification.appending(path: "scratch", directoryHint: .isDirectory)
    scratch = Store(ProjectFolder(root: folder))
    build = Build(
      plan, store: scratch, sources: terms.isUpstream ? scratch : store, profile: profile,
      memory: terms.memory, tell: tell)
  }

  /// A verified block with the folders of both results, where there are any, as long as `run` goes on.
  public typealias Handler = (VerifiedBlock, _ stored: URL?, _ again: URL?) throws -> Void

  /// Runs steps again, one after another.
  ///
  /// - Throws: `Interrupted`, the `Diagnostics` of mistakes in the report before anything runs, or a `FileError`.
  public func run(_ steps: [Step], each handle: Handler) throws {
    let mistakes = steps.flatMap(\.faults).filter { $0.kind == .mistake }
    guard mistakes.isEmpty else { throw Diagnostics(mistakes) }
    try Disk.removeAll(folder.path)
    defer { try? Disk.removeAll(folder.path) }
    build.tell(.planned(steps.map { ($0.id, store.lastSeconds(of: $0.id, profile: profile)) }))
    var again: [String: StoredResult] = [:]
    for (index, step) in steps.enumerated() {
      build.tell(.started(id: step.id, index: index + 1, count: steps.count, reason: "verifying"))
      let (verified, stored) = try verify(step, again: &again)
      let made = again[step.id].map { _ in scratch.entry(step.key) }
      try handle(verified, stored, made)
      if !terms.isUpstream { try Disk.removeAll(scratch.entry(step.key).path) }
    }
  }

  private func verify(
    _ step: Step, again: inout [String: StoredResult]
  ) throws -> (VerifiedBlock, stored: URL?) {
    do throws(Obstacle) {
      let reference = try reference(for: step)
      let inputs = try terms.isUpstream ? remade(of: step, again) : stored(inputsOf: step)
      let start = ContinuousClock.now
      let result = try result(of: step, after: inputs)
      again[step.id] = result
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      return (try compared(step, result, reference, seconds), reference.side.folder)
    } catch {
      if case .stop(let error) = error { throw error }
      return (verified(step, error), nil)
    }
  }

  private func result(of step: Step, after inputs: [String: StoredResult]) throws(Obstacle) -> StoredResult {
    guard plan.memoryFaults(terms.memory, in: [step.id]).isEmpty else {
      throw .environment("it needs more memory than there is")
    }
    do { return try build.run(step, after: inputs) } catch let interrupted as Interrupted {
      throw .stop(interrupted)
    } catch {
      let first = build.located(error, at: step).first
      let message = first?.message ?? "it failed"
      throw first?.kind == .mistake ? .failure("it fails now: \(message)") : .environment(message)
    }
  }

  private func compared(
    _ step: Step, _ result: StoredResult, _ reference: Reference, _ seconds: Double
  ) throws(Obstacle) -> VerifiedBlock {
    let folder = scratch.entry(step.key)
    let again = try facts(of: result, in: folder)
    let comparison = ResultComparison(
      stored: reference.side, again: .init(facts: again, folder: folder), weightError: terms.weightError)
    let differences = comparison.differences()
    let isWithin = differences.allSatisfy { $0.isWithin(terms.tolerance) }
    let isForged = reference.isUnlike
    let verdict: Verdict =
      isForged ? .different : differences.isEmpty ? .identical : isWithin ? .withinTolerance : .different
    var block = VerifiedBlock(block: step.id, directive: step.block.directive, verdict: verdict)
    (block.differences, block.seconds) = (differences, seconds)
    if isForged, let locked = terms.lock?.facts(of: step.id, profile: profile) {
      block.reason =
        "the stored result is not the locked one; "
        + (locked == again ? "what ran again is" : "neither is what ran again")
    }
    return block
  }

  func facts(of result: StoredResult, in folder: URL) throws(Obstacle) -> BlockFacts {
    do { return try BlockFacts(result, in: folder) } catch { throw .environment("\(error)") }
  }

  private func verified(_ step: Step, _ obstacle: Obstacle) -> VerifiedBlock {
    var block = VerifiedBlock(block: step.id, directive: step.block.directive, verdict: obstacle.verdict)
    block.reason = obstacle.reason
    return block
  }
}

extension ProjectFolder {
  /// Where `report verify` works, and leaves pages about what differs.
  public var verification: URL { state.appending(path: "verify", directoryHint: .isDirectory) }
}
