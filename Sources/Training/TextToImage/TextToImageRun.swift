import Checkpoints
import Diffusion
import Foundation
import Networks
import Tensors

/// The training of a text-to-image network on captioned pictures, one optimizer step at a time.
///
///     var run = TextToImageRun(training, schedule, pictures, texts)
///     while !run.isFinished { print(try run.step()) }
///
/// Draws what this PyTorch program draws: `manual_seed(seed)`; the network, if none is given; for each epoch the shuffle
/// of a `DataLoader(shuffle=True)`; for each step `randn_like(batch)`, `randint(0, timesteps, (N,))` and `rand(N)`, which
/// decides whose text is dropped.
public struct TextToImageRun: SteppedTraining {
  /// See `SteppedTraining`.
  public let configuration: TextToImageTraining
  let schedule: NoiseSchedule
  let pictures: CaptionedPictures
  let texts: CaptionTexts
  /// Of the schedule, the pictures, the texts and given weights.
  let checksum: String
  private var progress: TrainingProgress<TextToImageUNet>

  /// - Parameters:
  ///   - schedule: the noise.
  ///   - pictures: of a size that the network takes.
  ///   - texts: those of the pictures' captions, as wide as the network's.
  ///   - start: a network of that configuration to go on with; drawn by the seed if nil.
  public init(
    _ training: TextToImageTraining, _ schedule: NoiseSchedule, _ pictures: CaptionedPictures,
    _ texts: CaptionTexts, from start: TextToImageUNet? = nil
  ) {
    let network = training.network
    precondition(
      network.isFirstStage,
      "TextToImageRun: expected a network of the first stage, got \(network.inputChannels) channels in and "
        + "\(network.outputChannels) out")
    precondition(
      pictures.side % network.sizeMultiple == 0 && texts.empty.shape[2] == network.textWidth,
      "TextToImageRun: expected pictures of a multiple of \(network.sizeMultiple) pixels and texts of width "
        + "\(network.textWidth), got \(pictures.side) and \(texts.empty.shape)")
    precondition(
      start == nil || start?.configuration == network,
      "TextToImageRun: expected a network of the training's configuration")
    (configuration, self.schedule) = (training, schedule)
    (self.pictures, self.texts) = (pictures, texts)
    var sum = Checksum()
    sum.add(Tensor(shape: [schedule.count], scalars: schedule.betas))
    pictures.add(to: &sum)
    texts.add(to: &sum)
    for (_, weight) in start?.namedTensors ?? [] { sum.add(weight) }
    checksum = "\(pictures.count) pictures of \(pictures.side) pixels, \(sum)"
    progress = TrainingProgress(seed: training.seed, averageDecay: training.averageDecay) {
      start ?? TextToImageUNet(network, &$0)
    }
  }

  /// The network as trained so far.
  public var network: TextToImageUNet { progress.optimization.network }
  /// See `SteppedTraining`.
  public var losses: [Float] { progress.optimization.losses }
  /// See `SteppedTraining`.
  public var result: TextToImageUNet { progress.optimization.result }
  /// See `SteppedTraining`.
  public var imageCount: Int { pictures.count }

  /// See `SteppedTraining`; throws a `CheckpointError` for texts that have changed on the disk, too.
  @discardableResult public mutating func step() throws -> Float {
    let draws = (progress.generator, progress.order)
    do {
      let batch = try nextBatch()
      let gradient = network.valueWithGradient(configuration.objective, batch)
      let norm = gradient.norm
      guard gradient.value.isFinite && norm.isFinite else {
        throw TrainingError.diverged(
          loss: gradient.value, epoch: epoch, step: completedSteps, learningRate: learningRate,
          gradientNorm: norm)
      }
      progress.update(
        with: gradient, limit: configuration.gradientLimit, learningRate: learningRate)
      return gradient.value
    } catch {
      progress.takeBackDraws(to: draws)
      throw error
    }
  }

  private mutating func nextBatch() throws(CheckpointError) -> NoiseBatch {
    let indices = progress.nextImages(of: imageCount, batchSize: batchSize)
    let texts = try texts.texts(of: indices.map { pictures.captions[$0] })
    return configuration.objective.batch(
      of: pictures.images(indices), texts: texts, emptyText: self.texts.empty, schedule, &progress.generator)
  }

  /// See `SteppedTraining`; throws what the file system does.
  public func saveState(to url: URL) throws { try progress.save(configuration, images: checksum, to: url) }

  /// See `SteppedTraining`; throws a `CheckpointError`, and nothing changes then.
  public mutating func resume(from url: URL) throws(CheckpointError) {
    let file = try SafetensorsFile(url)
    var resumed = self
    try resumed.progress.load(configuration, images: checksum, from: file)
    try resumed.require(order: resumed.progress.order, file.path)
    self = resumed
  }
}
