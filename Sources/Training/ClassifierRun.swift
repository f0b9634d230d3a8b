import Autograd
import Networks
import Tensors

/// Everything that fixes a classifier's training, but for the images.
public struct ClassifierConfiguration: Codable, Hashable, Sendable {
  /// How often every image is shown.
  public var epochs: Int
  /// Images in a step; the last step of an epoch takes what is left.
  public var batchSize: Int
  /// Adam's learning rate in the first step; it falls to zero in a straight line.
  public var learningRate: Double
  /// By how many pixels an image is moved at the most, in each direction, anew every time that it is shown.
  public var shift: Int
  /// Seeds the initialisation, the shuffles and the shifts, as `torch.manual_seed`.
  public var seed: UInt64

  /// `epochs` and `batchSize` must be positive, `shift` must not be negative.
  public init(epochs: Int, batchSize: Int, learningRate: Double, shift: Int, seed: UInt64) {
    precondition(
      epochs > 0 && batchSize > 0 && shift >= 0,
      "ClassifierConfiguration: expected positive epochs and batch size, got \(epochs) and \(batchSize)")
    (self.epochs, self.batchSize, self.learningRate) = (epochs, batchSize, learningRate)
    (self.shift, self.seed) = (shift, seed)
  }
}

/// A classifier's training, one optimizer step at a time.
///
/// Draws what this PyTorch program draws: `manual_seed(seed)`; the network; for each epoch the shuffle of a
/// `DataLoader(shuffle=True)`; for each step, unless the shift is 0, `randint(0, 2 * shift + 1, (N, 2))`, rows and
/// columns. A value: a copy is a snapshot.
public struct ClassifierRun: Sendable {
  /// What fixes the training.
  public let configuration: ClassifierConfiguration
  private let images: Tensor
  private let labels: [UInt8]
  private var progress: TrainingProgress<Classifier>

  /// images [N, 28, 28, 1] in 0...1, at least one, with a label in 0...9 each.
  public init(_ configuration: ClassifierConfiguration, images: Tensor, labels: [UInt8]) {
    precondition(
      images.shape.count == 4 && images.shape[0] == labels.count && !labels.isEmpty,
      "ClassifierRun: expected images [N, 28, 28, 1] with N labels, got \(images.shape) and \(labels.count)")
    (self.configuration, self.images, self.labels) = (configuration, images, labels)
    progress = TrainingProgress(seed: configuration.seed) { Classifier(&$0) }
  }

  /// The network as trained so far.
  public var network: Classifier { progress.optimization.network }
  /// The loss of every step so far.
  public var losses: [Float] { progress.optimization.losses }
  /// Steps in an epoch; the last may have a smaller batch.
  public var stepsPerEpoch: Int { (labels.count + configuration.batchSize - 1) / configuration.batchSize }
  /// Steps in the whole training.
  public var totalSteps: Int { configuration.epochs * stepsPerEpoch }
  /// Whether all epochs are done.
  public var isFinished: Bool { losses.count >= totalSteps }

  /// One optimizer step; returns the loss of its batch before the update.
  ///
  /// Throws `TrainingError.diverged` for a loss that is no finite number, and leaves the network as it was.
  @discardableResult public mutating func step() throws(TrainingError) -> Float {
    let batch = nextBatch()
    let rate = configuration.learningRate * (1 - Double(losses.count) / Double(totalSteps))
    let result = network.valueWithGradient { network in
      network(Variable(batch.images)).softmaxCrossEntropy(to: batch.labels)
    }
    guard result.value.isFinite else {
      throw TrainingError.diverged(
        loss: result.value, epoch: losses.count / stepsPerEpoch, step: losses.count, learningRate: rate,
        gradientNorm: result.norm)
    }
    progress.update(with: result, learningRate: rate)
    return result.value
  }

  private mutating func nextBatch() -> (images: Tensor, labels: [Int]) {
    let indices = progress.nextImages(of: labels.count, batchSize: configuration.batchSize)
    let batch = images.gathering(indices)
    return (shifted(batch), indices.map { Int(labels[$0]) })
  }

  private mutating func shifted(_ batch: Tensor) -> Tensor {
    let shift = configuration.shift
    guard shift > 0 else { return batch }
    let draws = progress.generator.integers(2 * batch.shape[0], below: 2 * shift + 1)
    let offsets = stride(from: 0, to: draws.count, by: 2).map {
      (rows: draws[$0] - shift, columns: draws[$0 + 1] - shift)
    }
    return batch.shifted(by: offsets)
  }
}
