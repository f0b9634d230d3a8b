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
  /// [N, 28, 28, 1] in 0...1
  let images: Tensor
  /// The class of each image; nil for a network that is told none.
  let labels: [UInt8]?
  var adam: Adam
  var generator: TorchGenerator
  /// The order in which the current epoch visits the images.
  var order: [Int] = []

  /// images [N, 28, 28, 1] in 0...1, at least one; labels from 0 for a network that is told a class.
  public init(_ configuration: TrainingConfiguration, images: Tensor, labels: [UInt8]? = nil) {
    precondition(
      images.shape.count == 4 && images.shape[0] > 0 && images.shape.dropFirst() == [28, 28, 1],
      "TrainingRun: expected images [N, 28, 28, 1], got \(images.shape)")
    let needsLabels = configuration.network.conditioning == .classes
    precondition(
      !needsLabels || labels?.count == images.shape[0],
      "TrainingRun: expected \(images.shape[0]) labels, got \(labels?.count ?? 0)")
    self.configuration = configuration
    self.images = images
    self.labels = needsLabels ? labels : nil
    generator = TorchGenerator(seed: configuration.seed)
    network = UNet(configuration.network, &generator)
    adam = Adam(for: network)
  }

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

  /// One optimizer step; returns the loss of its batch before the update.
  ///
  /// Throws `TrainingError.diverged` for a loss that is no finite number, and leaves the network as it was.
  @discardableResult public mutating func step() throws(TrainingError) -> Float {
    let batch = nextBatch()
    let rate = configuration.learningRate.rate(inEpoch: epoch)
    let result = network.valueWithGradient { network in
      network(Variable(batch.input), batch.condition).meanSquaredError(to: batch.target)
    }
    guard result.value.isFinite else {
      throw TrainingError.diverged(
        loss: result.value, epoch: epoch, step: completedSteps, learningRate: rate,
        gradientNorm: result.norm)
    }
    network.update(with: result)
    adam.update(&network, gradients: result.gradients, learningRate: rate)
    losses.append(result.value)
    return result.value
  }

  private mutating func nextBatch() -> TrainingBatch {
    let position = completedSteps % stepsPerEpoch
    if position == 0 { order = generator.dataLoaderPermutation(images.shape[0]) }
    let indices = order.dropFirst(position * configuration.batchSize).prefix(configuration.batchSize)
    let labels = labels.map { labels in indices.map { labels[$0] } }
    return configuration.objective.batch(of: images.gathering(indices), labels: labels, &generator)
  }
}
