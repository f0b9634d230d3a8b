import Chapters
import Diffusion
import Files
import Foundation
import Pipeline
import Training

/// Makes the pairs of a reflow inside a block, and goes on with them after an interruption.
struct ReflowPreparation {
  let teacher: ModelReference
  let steps: Int
  let solver: FixedStepSolver

  /// The noise is drawn from the block's seed.
  ///
  /// - Throws: `Interrupted` after the pairs so far have been saved; a `Complaint` when the flow overflows or the disk
  ///   is full.
  func pairs(count: Int, labels: [UInt8], in context: RunContext) throws -> ReflowPairs {
    try AtomicFile.createFolder(context.work)
    let file = context.work.appending(path: "pairs.safetensors")
    var pairs = ReflowPairs(
      of: try teacher.load(context).network, count: count, labels: labels, steps: steps, solver: solver,
      seed: context.seed)
    resume(&pairs, from: file, in: context)
    var lastSave = ContinuousClock.now
    while !pairs.isFinished {
      if context.isInterrupted {
        try save(pairs, to: file)
        throw Interrupted()
      }
      pairs.step()
      guard pairs.isFinite else {
        throw FromScratchComplaint.overflow(teacher: teacher.canonical, steps: steps)
      }
      if lastSave.duration(to: .now) > .seconds(context.checkpointInterval) || pairs.isFinished {
        try save(pairs, to: file)
        lastSave = .now
      }
      context.report(
        WorkProgress(step: pairs.completed, of: count, detail: "pairs from \(teacher.canonical)"))
    }
    return pairs
  }

  private func resume(_ pairs: inout ReflowPairs, from file: URL, in context: RunContext) {
    guard FileKind(behind: file.path) != nil else { return }
    do {
      try pairs.resume(from: file)
    } catch {
      context.note("makes its pairs afresh, because those it saved are of no use: \(error.reason)")
    }
  }

  private func save(_ pairs: ReflowPairs, to file: URL) throws {
    do {
      try pairs.save(to: file)
    } catch {
      throw EnvironmentFault.unwritable(path: file.path, reason: plainReason(of: error))
    }
  }
}
