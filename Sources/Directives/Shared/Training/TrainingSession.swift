import Chapters
import Figures
import Files
import Foundation
import Pipeline
import Training

/// A training inside a block: it goes on from its last saved state, saves it from time to time, keeps checkpoints.
package struct TrainingSession<Run: SteppedTraining> {
  private var run: Run
  private let keptEpochs: [Int]
  private let context: RunContext
  private var lastSave = ContinuousClock.now
  /// For the rate that the progress line shows.
  private let start = ContinuousClock.now
  private let firstStep: Int

  /// Begins a training, or goes on with one that was interrupted.
  ///
  /// A state that cannot be read (of another version, or damaged), or whose checkpoints are gone, is left behind: the
  /// training begins afresh.
  package init(_ start: Run, keeping epochs: [Int] = [], in context: RunContext) throws {
    self.context = context
    keptEpochs = epochs
    try AtomicFile.createFolder(context.work)
    let state = Self.state(in: context)
    run = start
    if FileKind(behind: state.path) != nil {
      do {
        try run.resume(from: state)
        if let epoch = Self.lostCheckpoint(of: run, keeping: epochs, in: context) {
          run = start
          context.note("begins afresh, because the checkpoint after epoch \(epoch) is gone")
        } else {
          context.trail.resume(after: run.completedSteps, from: context.work)
          context.note("goes on after step \(run.completedSteps) of \(run.totalSteps)")
        }
      } catch {
        context.note("begins afresh, because its saved state is of no use: \(error.reason)")
      }
    }
    firstStep = run.losses.count
  }

  /// The first epoch behind the run whose checkpoint should wait in the work folder and does not.
  private static func lostCheckpoint(of run: Run, keeping epochs: [Int], in context: RunContext) -> Int? {
    epochs.first { epoch in
      let file = context.work.appending(path: TrainingRecord.checkpoint(after: epoch))
      return epoch * run.stepsPerEpoch <= run.completedSteps
        && FileKind(behind: file.path) == nil
    }
  }

  private static func state(in context: RunContext) -> URL {
    context.work.appending(path: "state.safetensors")
  }

  /// Trains to the end and puts the checkpoints into the block's result. They stay in the work folder as well, until the
  /// result is whole: the state that says the training has ended refers to them.
  ///
  /// - Throws: `Interrupted` after the state has been saved; a `Complaint` when the loss is no number or the disk is full.
  package mutating func finish() throws -> Run {
    while !run.isFinished {
      if context.isInterrupted {
        try save()
        throw Interrupted()
      }
      try step()
      if run.losses.count % run.stepsPerEpoch == 0 {
        try keepCheckpoint(after: run.losses.count / run.stepsPerEpoch)
      }
      if lastSave.duration(to: .now) > .seconds(context.checkpointInterval) { try save() }
      report()
    }
    for epoch in keptEpochs {
      let name = TrainingRecord.checkpoint(after: epoch)
      try AtomicFile.link(context.work.appending(path: name), at: context.output.appending(path: name))
    }
    return run
  }

  private mutating func step() throws {
    do {
      _ = try run.step()
      context.trained(step: run.completedSteps, of: run.totalSteps, run.network)
    } catch let error as TrainingError {
      // Nothing of the step has happened, so the state is the last good one.
      let checkpoint = context.work.appending(path: "last-good.safetensors")
      try writing { try run.result.save(to: checkpoint) }
      try save()
      throw SharedComplaint.diverged(error, kept: checkpoint)
    } catch {
      throw SharedComplaint.stepFailed(reason: "\(error)")
    }
  }

  /// Checkpoints wait in the work folder; they are written before any state that comes after them.
  private func keepCheckpoint(after epoch: Int) throws {
    guard keptEpochs.contains(epoch) else { return }
    try writing {
      try run.result.save(to: context.work.appending(path: TrainingRecord.checkpoint(after: epoch)))
    }
  }

  private mutating func save() throws {
    try writing {
      try context.trail.save(to: context.work)
      try run.saveState(to: Self.state(in: context))
    }
    lastSave = .now
  }

  private func writing(_ body: () throws -> Void) throws {
    do { try body() } catch {
      throw EnvironmentFault.unwritable(path: context.work.path, reason: plainReason(of: error))
    }
  }

  private func report() {
    let (done, total) = (run.losses.count, run.totalSteps)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let rate = Double(done - firstStep) / max(seconds, 1e-3)
    let epoch = min((done - 1) / run.stepsPerEpoch + 1, run.epochs)
    let loss = NumberText.prose.rounded(Double(run.losses.last ?? .nan), digits: 3)
    let speed = Int((rate * Double(run.batchSize)).rounded())
    context.report(
      WorkProgress(
        step: done, of: total,
        detail: "epoch \(epoch) of \(run.epochs), loss \(loss), \(speed) images/s",
        secondsLeft: rate > 0 ? Double(total - done) / rate : nil))
    context.show { .plot(try LossPlot.plot(of: run.losses, yLabel: "loss")) }
  }
}
