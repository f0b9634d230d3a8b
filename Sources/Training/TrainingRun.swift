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
public struct TrainingRun: Sendable {
  /// What is being trained, and how.
  public let configuration: TrainingConfiguration
  /// The network as trained so far.
  public internal(set) var network: UNet
  /// The loss of every step so far.
  public internal(set) var losses: [Float] = []
  /// The loss on the validation set after every epoch so far, if there is one.
  public internal(set) var validationLosses: [Float] = []
  /// [N, 28, 28, 1] in 0...1
  let images: Tensor
  /// The class of each image; nil for a network that is told none.
  let labels: [UInt8]?
  /// [N, 28, 28, 1], the noise that belongs to each image; nil for noise drawn anew every time.
  let noise: Tensor?
  let validation: ValidationSet?
  var adam: Adam
  var average: MovingAverage<UNet>?
  var generator: TorchGenerator
  /// The order in which the current epoch visits the images.
  var order: [Int] = []

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
    let needsLabels = configuration.network.conditioning == .classes
    precondition(
      !needsLabels || labels?.count == images.shape[0],
      "TrainingRun: expected \(images.shape[0]) labels, got \(labels?.count ?? 0)")
    self.configuration = configuration
    self.images = images
    self.labels = needsLabels ? labels : nil
    self.noise = noise
    self.validation = validation
    generator = TorchGenerator(seed: configuration.seed)
    network = UNet(configuration.network, &generator)
    adam = Adam(for: network)
    average = configuration.averageDecay.map { [network] in MovingAverage(of: network, decay: $0) }
  }

  /// What a checkpoint holds: the moving average where one is kept, else the network itself.
  public var result: UNet { average?.network ?? network }
  /// The number of steps made so far.
  public var completedSteps: Int { losses.count }
  /// The epoch that the next step belongs to, counted from 0.
  public var epoch: Int { completedSteps / stepsPerEpoch }
  /// Steps in an epoch; the last may have a smaller batch.
  public var stepsPerEpoch: Int { (images.shape[0] + configuration.batchSize - 1) / configuration.batchSize }
  /// Steps in the whole training.
  public var totalSteps: Int { configuration.epochs * stepsPerEpoch }
  /// Whether all epochs are done.
  public var isFinished: Bool { completedSteps >= totalSteps }
  /// The learning rate of the next step.
  public var learningRate: Double {
    configuration.learningRate.rate(
      inStep: completedSteps, stepsPerEpoch: stepsPerEpoch, totalSteps: totalSteps)
  }

  /// One optimizer step; returns the loss of its batch before the update.
  ///
  /// Throws a `TrainingError` for a loss, a gradient or, after an epoch, a validation loss that is no finite number, and
  /// leaves everything as it was before the step.
  @discardableResult public mutating func step() throws(TrainingError) -> Float {
    let draws = (generator, order)
    // Only where a validation may undo the step: while the copy is there, an update copies all tensors.
    let endsEpoch = (completedSteps + 1) % stepsPerEpoch == 0
    let before = validation != nil && endsEpoch ? self : nil
    let batch = nextBatch()
    let gradient = network.valueWithGradient { network in
      network(Variable(batch.input), batch.condition { Variable($0) }).meanSquaredError(to: batch.target)
    }
    let norm = gradient.norm
    guard gradient.value.isFinite && norm.isFinite else {
      (generator, order) = draws
      throw .diverged(
        loss: gradient.value, epoch: epoch, step: completedSteps, learningRate: learningRate,
        gradientNorm: norm)
    }
    update(with: gradient)
    if let before { try validate(after: before, gradientNorm: norm) }
    return gradient.value
  }

  private mutating func update(with gradient: LossGradient) {
    let clipped = configuration.gradientLimit.map { gradient.clipped(toNorm: $0) } ?? gradient
    network.update(with: clipped)
    adam.update(&network, gradients: clipped.gradients, learningRate: learningRate)
    average?.update(with: network)
    losses.append(gradient.value)
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
    let position = completedSteps % stepsPerEpoch
    if position == 0 { order = generator.dataLoaderPermutation(images.shape[0]) }
    let indices = order.dropFirst(position * configuration.batchSize).prefix(configuration.batchSize)
    let labels = labels.map { labels in indices.map { labels[$0] } }
    return configuration.objective.batch(
      of: images.gathering(indices), labels: labels, noise: noise?.gathering(indices), &generator)
  }
}
