import Chapters
import Files
import Foundation

extension Build {
  /// Does a step's work in an empty folder, and keeps the folder as its result.
  ///
  /// - Throws: `Diagnostics` for a step with faults, or what the block throws.
  func run(_ step: Step, after results: [String: StoredResult]) throws -> StoredResult {
    guard step.faults.isEmpty else { throw Diagnostics(step.faults) }
    let (start, memory) = (ContinuousClock.now, PeakMemory())
    let elapsed: @Sendable () -> Double = { (ContinuousClock.now - start) / .seconds(1) }
    let scratch = try store.makeScratch(step.key)
    defer { try? Disk.removeAll(scratch.path) }  // a block that failed; a kept one has moved
    let context = context(of: step, output: scratch, after: results, elapsed)
    let output = try step.block.run(context)
    if let file = plan.changedFile(of: step) {
      store.forgetWork(step.key)
      throw StoreComplaint.changed(file)
    }
    try context.trail.trail?.write(to: scratch)
    let figure = try StoredFigure(output.figure, in: scratch, mark: StoredFigure.mark(step.key))
    try store.keep(scratch, as: step.key) { files in
      StoredResult(
        directive: step.block.directive, recipe: step.recipe, figure: figure, values: output.values,
        library: output.library, files: files, seconds: elapsed(), peak: memory?.bytes)
    }
    store.forgetWork(step.key)
    try? store.remember(step.recipe, of: step.id, profile: profile)
    tell(.finished(id: step.id, seconds: elapsed()))
    guard let result = store.finding(of: step).result else {
      throw StoreComplaint.lost(id: step.id, folder: store.entry(step.key).path)
    }
    return result
  }

  private func context(
    of step: Step, output: URL, after results: [String: StoredResult],
    _ elapsed: @escaping @Sendable () -> Double
  ) -> RunContext {
    var inputs: [String: (folder: URL, result: StoredResult)] = [:]
    var facts: [String: any Sendable] = [:]
    for id in step.block.inputs.blocks.map(\.id) {
      guard let other = plan[id], let result = results[id] else { continue }
      inputs[id] = (sources.entry(other.key), result)
      facts[id] = other.facts
    }
    let (tell, id) = (tell, step.id)
    return RunContext(
      surroundings: step.block.surroundings, output: output, work: store.workFolder(step.key),
      checkpointInterval: checkpointInterval, inputs: inputs, facts: InputFacts(facts),
      progress: { tell(.progress(id: id, $0, seconds: elapsed())) }, tell: { tell(.note(id: id, $0)) },
      exhibit: exhibit)
  }

  /// An error of a block as diagnostics at the block.
  func located(_ error: any Error, at step: Step) -> [Diagnostic] {
    switch error {
    case let all as Diagnostics: return all.all
    case let diagnostic as Diagnostic: return [diagnostic]
    case let mistakes as OptionMistakes: return mistakes.all.map { step.block.diagnostic(.mistake($0)) }
    case let mistake as OptionMistake: return [step.block.diagnostic(.mistake(mistake))]
    default:
      return [Diagnostic(complaint(of: error), at: step.block.source.fence, in: step.block.directive)]
    }
  }
}
