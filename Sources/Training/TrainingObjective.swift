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

  /// Draws a batch from images [N, H, W, C] and, for a network that is told a class, their classes.
  func batch(of images: Tensor, labels: [UInt8]?, _ generator: inout TorchGenerator) -> TrainingBatch {
    switch self {
    case .denoising(let objective):
      let batch = objective.batch(of: images, &generator)
      return TrainingBatch(input: batch.input, condition: nil, target: batch.target)
    case .flowMatching(let objective):
      let batch = objective.batch(
        of: images, labels: labels, classCount: UNetConfiguration.classCount, &generator)
      let condition = Condition(time: Variable(batch.time), label: batch.label.map { Variable($0) })
      return TrainingBatch(input: batch.input, condition: condition, target: batch.target)
    }
  }
}

/// What a network sees in a step, is told beside it, and should have answered.
struct TrainingBatch {
  /// [N, H, W, C]
  let input: Tensor
  let condition: Condition<Variable>?
  /// [N, H, W, C]
  let target: Tensor
}
