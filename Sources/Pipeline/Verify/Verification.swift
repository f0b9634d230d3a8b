import Chapters
import Files
import Foundation

/// Runs blocks again, in a store of its own, and compares what they make with what the project's store has.
public struct Verification: Sendable {
  let plan: Plan
  let store: Store
  let scratch: Store
  let profile: String
  let terms: Terms
  let build: Build
  private let folder: URL

  /// - Parameter tell: receives what happens, possibly from several threads.
  public init(
    _ plan: Plan, store: Store, project: ProjectFolder, profile: String, terms: Terms,
    tell: @escaping @Sendable (BuildEvent) -> Void
  ) {
    (self.plan, self.store, self.profile, self.terms) = (plan, store, profile, terms)
    // What another arithmetic has made, or has begun, is never taken for the engine's.
    let name = terms.numerics.map { "scratch-\($0)" } ?? "scratch"
    folder = project.verification.appending(path: name, directoryHint: .isDirectory)
    scratch = Store(ProjectFolder(root: folder))
    build = Build(
      plan, store: scratch, sources: terms.isUpstream ? scratch : store, profile: profile,
      memory: terms.memory, tell: tell)
  }

  /// A verified block with the folders of both results, where there are any, as long as `run` goes on.
  public typealias Handler = (VerifiedBlock, _ stored: URL?, _ again: URL?) throws -> Void

  /// Runs steps again, several at once if the terms say so. One that is interrupted goes on when it is asked for the same
  /// again.
  ///
  /// - Throws: `Interrupted`, the `Diagnostics` of mistakes in the report before anything runs, or a `FileError`.
  public func run(_ steps: [Step], each handle: Handler) throws {
    let mistakes = steps.flatMap(\.faults).filter { $0.kind == .mistake }
    guard mistakes.isEmpty else { throw Diagnostics(mistakes) }
    let notes = try VerificationNotes(in: folder)
    try scratch.sweep()
    let known = steps.count { notes.found(mark(of: $0)) != nil }
    if known > 0 { terms.tellResumed(known) }
    build.tell(.planned(steps.map { ($0.id, store.lastSeconds(of: $0.id, profile: profile)) }))
    do {
      try run(steps, notes, each: handle)
    } catch let interrupted as Interrupted {
      throw interrupted  // what there is stays, to go on with
    } catch {
      try? Disk.removeAll(folder.path)
      throw error
    }
    if terms.adopts { try adopt(steps) }
    try Disk.removeAll(folder.path)
  }

  private func adopt(_ steps: [Step]) throws {
    try AtomicFile.createFolder(store.entry("any").deletingLastPathComponent())
    for step in steps where scratch.finding(of: step).result != nil {
      guard FileKind(atPath: store.entry(step.key).path) == nil else { continue }
      try Disk.rename(scratch.entry(step.key).path, to: store.entry(step.key).path)
    }
  }

  private func run(_ steps: [Step], _ notes: VerificationNotes, each handle: Handler) throws {
    let again = RemadeResults()
    let queue = StepQueue(steps, isOrdered: terms.isUpstream, memory: terms.memory.bytes)
    queue.start(min(terms.jobs, max(1, steps.count))) { step, number in
      try verified(step, number: number, of: steps.count, again: again, notes)
    }
    var failure: (any Error)?
    while let (step, result) = queue.take() {
      do {
        let verified = try result.get()
        let made = again[step.id].map { _ in scratch.entry(step.key) }
        try handle(verified.block, verified.stored, made)
        if !terms.isUpstream { try Disk.removeAll(scratch.entry(step.key).path) }
      } catch {
        failure = failure ?? error
        queue.stop()
      }
      queue.release(step)
    }
    if let failure { throw failure }
  }

  private func verified(
    _ step: Step, number: Int, of count: Int, again: RemadeResults, _ notes: VerificationNotes
  ) throws -> VerifiedStep {
    let mark = mark(of: step)
    if terms.isUpstream, let result = scratch.finding(of: step).result { again[step.id] = result }
    if let known = notes.found(mark), !terms.isUpstream || again[step.id] != nil {
      build.tell(.kept(id: step.id))
      return VerifiedStep(block: known, stored: store.entry(step.key))
    }
    if Interruption.isRequested { throw Interrupted() }
    build.tell(.started(id: step.id, index: number, count: count, reason: "verifying"))
    let verified = try verify(step, again)
    // What the environment kept from running may run the next time.
    if verified.block.verdict != .environmentDiffers { notes.add(verified.block, mark) }
    return verified
  }

  private func verify(_ step: Step, _ again: RemadeResults) throws -> VerifiedStep {
    do throws(Obstacle) {
      let reference = try reference(for: step)
      let inputs = try terms.isUpstream ? remade(of: step, again.all) : stored(inputsOf: step)
      let start = ContinuousClock.now
      let result = if let made = again[step.id] { made } else { try result(of: step, after: inputs) }
      again[step.id] = result
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      let block = try compared(step, result, reference, seconds, isAfterTraining: isAfterTraining(step))
      return VerifiedStep(block: block, stored: reference.side.folder)
    } catch {
      if case .stop(let error) = error { throw error }
      return VerifiedStep(block: verified(step, error), stored: nil)
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
