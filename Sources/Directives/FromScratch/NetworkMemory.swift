import Networks
import Pipeline
import SharedDirectives

/// What a `{train}` block tells of its network before anything runs.
struct TrainedFacts: Sendable {
  let network: UNetConfiguration
  /// How many images it is shown, the first ones of the training split; nil for all.
  let limit: Int?
}

extension InputFacts {
  /// What the networks of checkpoints take of memory while they evaluate images together, one network after the other; 0
  /// for those of which nothing is known.
  ///
  /// - Parameter images: rows of a batch.
  func memory(of models: [ModelReference], images: Int) -> Int {
    let networks = Set(models.compactMap { of($0.id, as: TrainedFacts.self)?.network })
    return networks.map { $0.memory(images: images) }.max() ?? 0
  }
}

extension UNetConfiguration {
  /// The tensors, with the work space of kernels; and the weights as they are read and drawn, and in the forms that
  /// convolutions use.
  fileprivate func memory(images: Int) -> Int {
    let tensors = evaluationBytes(images: images)
    return tensors + tensors / 3 + 4 * parameterCount * 8
  }
}

extension SamplingOptions {
  /// What sampling so many images takes, in batches; with guidance an image has two rows in a batch.
  func memory(of models: [ModelReference], images: Int, hasLabels: Bool, _ facts: InputFacts) -> Int {
    let rows = min(images, Sampler.batchSize) * (hasLabels && guidance != 1 && weaker == nil ? 2 : 1)
    let networks =
      facts.memory(of: models, images: rows) + facts.memory(of: weaker.map { [$0] } ?? [], images: rows)
    return networks + PixelMemory.bytes(images: images, copies: 4)
  }
}
