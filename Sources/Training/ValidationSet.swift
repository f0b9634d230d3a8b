import Networks
import Tensors

/// Images that a network is not trained on, for a loss on fixed draws.
///
/// Noise and times are drawn from seed 0 in batches of 64, whatever the training's seed, batch size and options,
/// so that the loss changes with the network alone. The network is evaluated with its running statistics.
public struct ValidationSet: Sendable {
  private static let batchSize = 64
  /// [N, 28, 28, 1] in 0...1
  let images: Tensor
  /// The class of each image; nil for a network that is told none.
  let labels: [UInt8]?

  /// images [N, 28, 28, 1] in 0...1, at least one; labels from 0 for a network that is told a class.
  public init(images: Tensor, labels: [UInt8]? = nil) {
    precondition(
      images.shape.count == 4 && images.shape[0] > 0,
      "ValidationSet: expected images [N, 28, 28, 1], got \(images.shape)")
    (self.images, self.labels) = (images, labels)
  }

  /// The mean squared error over all images.
  func loss(of network: UNet, on objective: TrainingObjective) -> Float {
    let objective = objective.forValidation
    let hasClasses = network.configuration.conditioning == .classes
    var generator = TorchGenerator(seed: 0)
    var sum = 0.0
    for start in stride(from: 0, to: images.shape[0], by: Self.batchSize) {
      let rows = start..<min(start + Self.batchSize, images.shape[0])
      let batch = objective.batch(
        of: images.gathering(rows), labels: hasClasses ? labels.map { Array($0[rows]) } : nil, &generator)
      let answer = network(batch.input, batch.condition { $0 })
      sum += Double(MeanSquaredError.value(answer, batch.target)) * Double(rows.count)
    }
    return Float(sum / Double(images.shape[0]))
  }
}
