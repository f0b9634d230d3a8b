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
  /// What is being trained, and how.
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
  var optimization: Optimization<UNet>
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
    optimization = Optimization(
      of: UNet(configuration.network, &generator), averageDecay: configuration.averageDecay)
  }

  /// The network as trained so far.
  public var network: UNet { optimization.network }
  /// The loss of every step so far.
  public var losses: [Float] { optimization.losses }
  /// What a checkpoint holds: the moving average where one is kept, else the network itself.
  public var result: UNet { optimization.result }
  /// How often every image is shown.
  public var epochs: Int { configuration.epochs }
  /// Images in a step; the last step of an epoch takes what is left.
  public var batchSize: Int { configuration.batchSize }
  /// How many images there are.
  public var imageCount: Int { images.shape[0] }
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
    optimization.update(
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
    if completedSteps % stepsPerEpoch == 0 { order = generator.dataLoaderPermutation(imageCount) }
    let indices = nextImages(order)
    let labels = labels.map { labels in indices.map { labels[$0] } }
    return configuration.objective.batch(
      of: images.gathering(indices), labels: labels, noise: noise?.gathering(indices), &generator)
  }
}
