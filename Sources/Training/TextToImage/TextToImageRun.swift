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
  /// What is being trained, and how.
  public let training: TextToImageTraining
  let schedule: NoiseSchedule
  let pictures: CaptionedPictures
  let texts: CaptionTexts
  /// Of the schedule, the pictures, the texts and given weights.
  let checksum: String
  var optimization: Optimization<TextToImageUNet>
  var generator: TorchGenerator
  /// The order in which the current epoch visits the pictures.
  var order: [Int] = []

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
      pictures.side % network.sizeMultiple == 0 && texts.empty.shape[2] == network.textWidth,
      "TextToImageRun: expected pictures of a multiple of \(network.sizeMultiple) pixels and texts of width "
        + "\(network.textWidth), got \(pictures.side) and \(texts.empty.shape)")
    precondition(
      start == nil || start?.configuration == network,
      "TextToImageRun: expected a network of the training's configuration")
    (self.training, self.schedule) = (training, schedule)
    (self.pictures, self.texts) = (pictures, texts)
    var sum = Checksum()
    sum.add(Tensor(shape: [schedule.count], scalars: schedule.betas))
    pictures.add(to: &sum)
    texts.add(to: &sum)
    for (_, weight) in start?.namedTensors ?? [] { sum.add(weight) }
    checksum = "\(pictures.count) pictures of \(pictures.side) pixels, \(sum)"
    generator = TorchGenerator(seed: training.seed)
    optimization = Optimization(
      of: start ?? TextToImageUNet(network, &generator), averageDecay: training.averageDecay)
  }

  /// The network as trained so far.
  public var network: TextToImageUNet { optimization.network }
  /// See `SteppedTraining`.
  public var losses: [Float] { optimization.losses }
  /// See `SteppedTraining`.
  public var result: TextToImageUNet { optimization.result }
  /// See `SteppedTraining`.
  public var epochs: Int { training.epochs }
  /// See `SteppedTraining`.
  public var batchSize: Int { training.batchSize }
  /// See `SteppedTraining`.
  public var imageCount: Int { pictures.count }
  /// The learning rate of the next step.
  public var learningRate: Double {
    training.learningRate.rate(
      inStep: completedSteps, stepsPerEpoch: stepsPerEpoch, totalSteps: totalSteps)
  }

  /// See `SteppedTraining`; throws a `CheckpointError` for texts that have changed on the disk, too.
  @discardableResult public mutating func step() throws -> Float {
    let draws = (generator, order)
    do {
      let batch = try nextBatch()
      let gradient = optimization.network.valueWithGradient(training.objective, batch)
      let norm = gradient.norm
      guard gradient.value.isFinite && norm.isFinite else {
        throw TrainingError.diverged(
          loss: gradient.value, epoch: epoch, step: completedSteps, learningRate: learningRate,
          gradientNorm: norm)
      }
      optimization.update(with: gradient, limit: training.gradientLimit, learningRate: learningRate)
      return gradient.value
    } catch {
      (generator, order) = draws
      throw error
    }
  }

  private mutating func nextBatch() throws(CheckpointError) -> NoiseBatch {
    if completedSteps % stepsPerEpoch == 0 { order = generator.dataLoaderPermutation(imageCount) }
    let indices = nextImages(order)
    let texts = try texts.texts(of: indices.map { pictures.captions[$0] })
    return training.objective.batch(
      of: pictures.images(indices), texts: texts, emptyText: self.texts.empty, schedule, &generator)
  }
}
