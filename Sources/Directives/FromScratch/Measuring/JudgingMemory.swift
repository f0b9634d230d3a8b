import Networks
import Pipeline
import SharedDirectives

/// What measuring samples against real images takes of memory.
struct JudgingMemory {
  let data: DatasetReference
  let surroundings: Surroundings
  let facts: InputFacts

  /// The samples of a block, the test images that they are compared with, and those that the model was trained on.
  ///
  /// - Parameter isClassified: whether a classifier looks at them, in batches.
  func bytes(samples: Int, reference: Int, of model: ModelReference, isClassified: Bool) -> Int {
    let compared = min(reference, data.count(.test, in: surroundings) ?? 0)
    let seen = facts.of(model.id, as: TrainedFacts.self)?.limit
    let classified = isClassified ? min(max(samples, compared), 256) : 0
    return PixelMemory.bytes(images: samples, copies: 3) + data.memory(.train, limit: seen, in: surroundings)
      + data.memory(.test, limit: compared, in: surroundings) + Classifier.evaluationBytes(images: classified)
  }
}

extension EvaluateDirective {
  func memory(in surroundings: Surroundings, _ facts: InputFacts) -> MemoryNeed {
    let count = samples * Classifier.classCount
    let judging = JudgingMemory(data: data, surroundings: surroundings, facts: facts)
      .bytes(samples: count, reference: reference.value, of: model, isClassified: true)
    return MemoryNeed(
      beside: sampling.memory(of: [model], images: count, hasLabels: true, facts) + judging, option: "samples"
    )
  }
}

extension SweepDirective {
  func memory(in surroundings: Surroundings, _ facts: InputFacts) -> MemoryNeed {
    let measured = classifier == nil ? 0 : samples * Classifier.classCount
    let images = (labels?.classes.count ?? columns) + measured
    let sampling = SamplingOptions(guidance: guidance.max() ?? 1, weaker: weaker)
      .memory(of: [model], images: images, hasLabels: knowsClasses, facts)
    guard classifier != nil else { return MemoryNeed(beside: sampling, option: "columns") }
    let judging = JudgingMemory(data: data, surroundings: surroundings, facts: facts)
      .bytes(samples: measured, reference: reference.value, of: model, isClassified: true)
    return MemoryNeed(beside: sampling + judging, option: "samples")
  }
}

extension NeighboursDirective {
  func memory(in surroundings: Surroundings, _ facts: InputFacts) -> MemoryNeed {
    let images = labels?.classes.count ?? columns
    let judging = JudgingMemory(data: data, surroundings: surroundings, facts: facts)
      .bytes(samples: images, reference: searched.value, of: model, isClassified: classifier != nil)
    return MemoryNeed(
      beside: sampling.memory(of: [model], images: images, hasLabels: labels != nil, facts) + judging,
      option: "searched")
  }
}
