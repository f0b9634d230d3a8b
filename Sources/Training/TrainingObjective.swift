import Autograd
import Diffusion
import Networks
import Tensors

/// What a network is trained for.
public enum TrainingObjective: Codable, Hashable, Sendable {
  /// From a noisy image, or from noise alone, to an image: for an unconditional network.
  case denoising(DenoisingObjective)
  /// The velocity of a flow from noise to images: for a network that is told the time, and perhaps a class.
  case flowMatching(FlowMatching)

  /// Whether the network is told a time.
  var isFlow: Bool { if case .flowMatching = self { true } else { false } }

  /// The same objective without what belongs to training alone: every image keeps its class, times are uniform,
  /// noise and images are independent. So trainings with different options can be compared.
  var forValidation: TrainingObjective { isFlow ? .flowMatching(FlowMatching(dropProbability: 0)) : self }

  /// Draws a batch from images [N, H, W, C] and, for a network that is told a class, their classes.
  ///
  /// - Parameter noise: the noise that belongs to each image of a flow; the drawn one if nil.
  func batch(
    of images: Tensor, labels: [UInt8]?, noise: Tensor? = nil, _ generator: inout TorchGenerator
  ) -> TrainingBatch {
    switch self {
    case .denoising(let objective):
      let batch = objective.batch(of: images, &generator)
      return TrainingBatch(input: batch.input, time: nil, label: nil, target: batch.target)
    case .flowMatching(let objective):
      let batch = objective.batch(
        of: images, labels: labels, classCount: UNetConfiguration.classCount, noise: noise, &generator)
      return TrainingBatch(
        input: batch.input, time: batch.time, label: batch.label, target: batch.target)
    }
  }
}

/// What a network sees in a step, is told beside it, and should have answered.
struct TrainingBatch {
  /// [N, H, W, C]
  let input: Tensor
  /// [N, 1], or nil for a network that is told nothing.
  let time: Tensor?
  /// [N, classes], or nil for a network that is told no class.
  let label: Tensor?
  /// [N, H, W, C]
  let target: Tensor

  /// What the network is told, as constants of a training or as plain tensors.
  func condition<A: Activation>(_ constant: (Tensor) -> A) -> Condition<A>? {
    time.map { Condition(time: constant($0), label: label.map(constant)) }
  }
}
