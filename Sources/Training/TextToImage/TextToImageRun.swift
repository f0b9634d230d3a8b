import Checkpoints
import Diffusion
import Foundation
import Networks
import Tensors

/// The training of a text-to-image network on captioned pictures, one optimizer step at a time; its text encoder may learn
/// along.
///
///     var run = TextToImageRun(training, schedule, pictures, .embedded(texts))
///     while !run.isFinished { print(try run.step()) }
///
/// Draws what this PyTorch program draws: `manual_seed(seed)`; the network, and then the encoder, where they are not given;
/// for each epoch the shuffle of a `DataLoader(shuffle=True)`; for each step `randn_like(batch)`, the timesteps
/// (`randint(0, timesteps, (N,))`, or what `TorchGenerator.stratifiedTimesteps` says), `rand(N)`, which decides whose text
/// is dropped, and for a second stage `randint(0, 400, (N,))` and `randn_like(batch)`, level and noise of the enlarged
/// images.
public struct TextToImageRun: SteppedTraining {
  /// See `SteppedTraining`.
  public let configuration: TextToImageTraining
  let schedule: NoiseSchedule
  let pictures: CaptionedPictures
  let texts: TrainingTexts
  /// For a network of the second stage, that of its enlarged images.
  let imageNoise: NoiseSchedule?
  /// What it enlarges in place of halved pictures.
  private let small: CaptionedPictures?
  /// Of the schedule, the pictures, the texts, given weights and what else is no option.
  private(set) var checksum: String
  private var progress: TrainingProgress<TrainedNetworks>

  /// - Parameters:
  ///   - schedule: the noise.
  ///   - pictures: of a size that the network takes.
  ///   - texts: those of the pictures' captions, as wide as the network's.
  ///   - start: what the weights are before the first step.
  ///   - imageNoise: for a network of the second stage, and for no other, that of its enlarged images.
  ///   - small: for such a network the same pictures at half the size, as the first stage draws them; halved if nil.
  public init(
    _ training: TextToImageTraining, _ schedule: NoiseSchedule, _ pictures: CaptionedPictures,
    _ texts: TrainingTexts, from start: NetworkStart = .drawn, imageNoise: NoiseSchedule? = nil,
    small: CaptionedPictures? = nil
  ) {
    let network = training.network
    Self.requireFit(network, pictures, texts, isEnlarging: imageNoise != nil)
    precondition(
      small.map { $0.side * 2 == pictures.side && $0.captions == pictures.captions } ?? true,
      "TextToImageRun: expected the same pictures at half the size of \(pictures.side) pixels")
    (configuration, self.schedule, self.imageNoise, self.small) = (training, schedule, imageNoise, small)
    (self.pictures, self.texts) = (pictures, texts)
    var sum = Checksum()
    sum.add(Tensor(shape: [schedule.count], scalars: schedule.betas))
    if let imageNoise { sum.add(Tensor(shape: [imageNoise.count], scalars: imageNoise.betas)) }
    pictures.add(to: &sum)
    small?.add(to: &sum)
    texts.add(to: &sum)
    start.add(to: &sum)
    checksum = "\(pictures.count) pictures of \(pictures.side) pixels, \(sum)"
    progress = TrainingProgress(
      seed: training.seed, averageDecay: training.averageDecay, adam: training.adam
    ) { generator in
      let unet = start.network(network, &generator)
      guard case .learned(let encoder) = texts else { return TrainedNetworks(unet: unet) }
      return TrainedNetworks(
        unet: unet, encoder: encoder.start ?? T5Encoder(encoder.configuration, &generator))
    }
  }

  private static func requireFit(
    _ network: TextToImageConfiguration, _ pictures: CaptionedPictures, _ texts: TrainingTexts,
    isEnlarging: Bool
  ) {
    precondition(
      isEnlarging ? network.isSecondStage : network.isFirstStage,
      "TextToImageRun: expected a network of the \(isEnlarging ? "second" : "first") stage, got "
        + "\(network.inputChannels) channels in and \(network.outputChannels) out")
    precondition(
      pictures.side % network.sizeMultiple == 0 && texts.width == network.textWidth,
      "TextToImageRun: expected pictures of a multiple of \(network.sizeMultiple) pixels and texts of width "
        + "\(network.textWidth), got \(pictures.side) and \(texts.width)")
  }

  /// See `SteppedTraining`.
  public var network: TrainedNetworks { progress.optimization.network }
  /// See `SteppedTraining`.
  public var losses: [Float] { progress.optimization.losses }
  /// See `SteppedTraining`.
  public var result: TrainedNetworks { progress.optimization.result }
  /// See `SteppedTraining`.
  public var imageCount: Int { pictures.count }

  /// See `SteppedTraining`; throws what the reading of texts and pictures does, where they have changed on the disk, too.
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

  private mutating func nextBatch() throws -> NoiseBatch {
    let indices = progress.nextImages(of: imageCount, batchSize: batchSize)
    let images = try pictures.images(indices)
    let draws = NoiseDraws(
      configuration.objective, shape: images.shape, timesteps: schedule.count,
      levels: imageNoise.map { min(EnlargedImages.highestLevel, $0.count) }, &progress.generator)
    let small = try small?.images(indices)
    let enlarged = draws.enlargement.map {
      EnlargedImages(
        of: images, small: small, levels: $0.levels, noise: $0.noise, imageNoise ?? schedule)
    }
    let text = try texts.text(of: indices.map { pictures.captions[$0] }, keeping: draws.keeps)
    return NoiseBatch(
      images: images, noise: draws.noise, timesteps: draws.timesteps, text: text, schedule,
      enlarged: enlarged)
  }
}

extension TextToImageRun {
  /// See `SteppedTraining`; beside the state, `compact.safetensors` is what another training can go on from, see
  /// `CompactState`. Throws what the file system does.
  public func saveState(to url: URL) throws {
    try progress.save(configuration, images: checksum, to: url)
    try saveCompactState(to: url.deletingLastPathComponent().appending(path: CompactState.fileName))
  }

  /// See `SteppedTraining`; throws a `CheckpointError`, and nothing changes then.
  public mutating func resume(from url: URL) throws(CheckpointError) {
    let file = try SafetensorsFile(url)
    var resumed = self
    try resumed.progress.load(configuration, images: checksum, from: file)
    try resumed.require(order: resumed.progress.order, file.path)
    self = resumed
  }

  /// Throws what the file system does.
  func saveCompactState(to url: URL) throws {
    try CompactState.write(progress.optimization, to: url)
  }

  /// Begins where another training of such networks was, which may have been on another machine.
  ///
  /// Throws a `CheckpointError` for a state of other networks, or one that is further than this training goes.
  public mutating func goOn(from state: CompactState) throws(CheckpointError) {
    let reached = try state.optimization(
      of: network, averageDecay: configuration.averageDecay, configuration.adam ?? Adam.Settings())
    guard reached.losses.count < totalSteps else {
      throw CheckpointError(
        file: state.path,
        .mismatch(
          "a", expected: "state after less than \(totalSteps) steps",
          found: "one after \(reached.losses.count)"))
    }
    progress = TrainingProgress(going: reached, seed: configuration.seed, imageCount: imageCount)
    checksum += ", going on from \(state.checksum)"
  }
}
