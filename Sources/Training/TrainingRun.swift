import Autograd
import Networks
import Tensors

/// A training, one optimizer step at a time.
///
///     var run = TrainingRun(configuration, images: images)
///     while !run.isFinished { print(try run.step()) }
///
/// Draws what this PyTorch program draws: `manual_seed(seed)`; the network; for each epoch the shuffle of a
/// `DataLoader(shuffle=True)`; for each step `randn_like(batch)`, and for a flow `rand(N)` twice, the times and which
/// images keep their class. A value: a copy is a snapshot.
public struct TrainingRun: SteppedTraining {
  /// See `SteppedTraining`.
  public let configuration: TrainingConfiguration
  /// The loss on the validation set after every epoch so far, if there is one.
  public internal(set) var validationLosses: [Float] = []
  /// [N, 28, 28, 1] in 0...1
  let images: Tensor
  /// The class of each image; nil for a network that is told none.
  let labels: [UInt8]?
  /// [N, 28, 28, 1], the noise that belongs to each image; nil for noise drawn anew every time.
  let noise: Tensor?
  let validation: ValidationSet?
  var progress: TrainingProgress<UNet>

  /// - Parameters:
  ///   - images: [N, 28, 28, 1] in 0...1, at least one.
  ///   - labels: from 0, for a network that is told a class.
  ///   - noise: of the images' shape, the fixed starting points of a flow's lines, as for reflow.
  ///   - validation: what a loss is taken on after every epoch.
  public init(
    _ configuration: TrainingConfiguration, images: Tensor, labels: [UInt8]? = nil, noise: Tensor? = nil,
    validation: ValidationSet? = nil
  ) {
    precondition(
      images.shape.count == 4 && images.shape[0] > 0 && images.shape.dropFirst() == [28, 28, 1],
      "TrainingRun: expected images [N, 28, 28, 1], got \(images.shape)")
    precondition(
      noise == nil || noise?.shape == images.shape && configuration.objective.isFlow,
      "TrainingRun: expected noise \(images.shape) for a flow, got \(noise?.shape ?? [])")
    precondition(
      configuration.objective.isFlow == (configuration.network.conditioning != .none),
      "TrainingRun: expected a network that is told what the objective tells, got "
        + configuration.network.conditioning.rawValue)
    let needsLabels = configuration.network.conditioning == .classes
    precondition(
      !needsLabels || labels?.count == images.shape[0],
      "TrainingRun: expected \(images.shape[0]) labels, got \(labels?.count ?? 0)")
    (self.configuration, self.images, self.labels) = (configuration, images, needsLabels ? labels : nil)
    (self.noise, self.validation) = (noise, validation)
    progress = TrainingProgress(seed: configuration.seed, averageDecay: configuration.averageDecay) {
      UNet(configuration.network, &$0)
    }
  }

  /// The network as trained so far.
  public var network: UNet { progress.optimization.network }
  /// See `SteppedTraining`.
  public var losses: [Float] { progress.optimization.losses }
  /// See `SteppedTraining`.
  public var result: UNet { progress.optimization.result }
  /// See `SteppedTraining`.
  public var imageCount: Int { images.shape[0] }

  /// One optimizer step; returns the loss of its batch before the update.
  ///
  /// Throws a `TrainingError` for a loss, a gradient or, after an epoch, a validation loss that is no finite number, and
  /// leaves everything as it was before the step.
  @discardableResult public mutating func step() throws(TrainingError) -> Float {
    let draws = (progress.generator, progress.order)
    // Only where a validation may undo the step: while the copy is there, an update copies all tensors.
    let endsEpoch = (completedSteps + 1) % stepsPerEpoch == 0
    let before = validation != nil && endsEpoch ? self : nil
    let batch = nextBatch()
    let gradient = network.valueWithGradient { network in
      network(Variable(batch.input), batch.condition { Variable($0) }).meanSquaredError(to: batch.target)
    }
    let norm = gradient.norm
    guard gradient.value.isFinite && norm.isFinite else {
      progress.takeBackDraws(to: draws)
      throw .diverged(
        loss: gradient.value, epoch: epoch, step: completedSteps, learningRate: learningRate,
        gradientNorm: norm)
    }
    progress.update(
      with: gradient, limit: configuration.gradientLimit, learningRate: learningRate)
    if let before { try validate(after: before, gradientNorm: norm) }
    return gradient.value
  }

  /// The loss on the validation set after an epoch; takes the step back if it is no number.
  private mutating func validate(after before: TrainingRun, gradientNorm: Double) throws(TrainingError) {
    guard let validation else { return }
    let loss = validation.loss(of: result, on: configuration.objective)
    guard loss.isFinite else {
      self = before
      throw .validationDiverged(
        loss: loss, epoch: epoch, step: completedSteps, learningRate: learningRate,
        gradientNorm: gradientNorm)
    }
    validationLosses.append(loss)
  }

  private mutating func nextBatch() -> TrainingBatch {
    let indices = progress.nextImages(of: imageCount, batchSize: batchSize)
    let labels = labels.map { labels in indices.map { labels[$0] } }
    return configuration.objective.batch(
      of: images.gathering(indices), labels: labels, noise: noise?.gathering(indices),
      &progress.generator)
  }
}
