import Autograd
import Diffusion
import Networks
import Tensors

/// What a network sees in a training step, is told beside it, and should have answered.
struct Example {
  /// [N, 28, 28, 1]
  var input: Tensor
  /// [N, 28, 28, 1]
  var target: Tensor
  /// [N, 1], for a flow.
  var time: Tensor?
  /// [N, 10], for a flow.
  var label: Tensor?

  /// What the network is told, as constants of a training or as plain tensors.
  func condition<A: Activation>(_ constant: (Tensor) -> A) -> Condition<A>? {
    time.map { Condition(time: constant($0), label: label.map(constant)) }
  }
}

/// Makes the batches of a training from random images, as many as a small data set has.
struct ExampleSource {
  /// The images of a batch before there is noise in them.
  struct Images {
    var tensor = Tensor(repeating: 0, shape: [1, 28, 28, 1])
    var labels: [UInt8] = []
  }

  private let isFlow: Bool
  private let images: Tensor
  private let labels: [UInt8]
  private var order: [Int]
  private var generator: TorchGenerator
  private static let count = 4096

  init(isFlow: Bool, _ generator: TorchGenerator) {
    (self.isFlow, self.generator) = (isFlow, generator)
    images = self.generator.uniform([Self.count, 28, 28, 1])
    labels = (0..<Self.count).map { UInt8($0 % UNetConfiguration.classCount) }
    order = self.generator.permutation(Self.count)
  }

  /// The next images in the order of the epoch; the order goes round.
  mutating func gathered(_ count: Int) -> Images {
    let indices = order.prefix(count)
    order = Array(order.dropFirst(count)) + indices
    return Images(tensor: images.gathering(indices), labels: indices.map { labels[$0] })
  }

  /// A batch of the denoiser at sigma 0.5, or of the flow with a class in ten dropped.
  mutating func noised(_ images: Images) -> Example {
    guard isFlow else {
      let batch = DenoisingObjective.noise(sigma: 0.5).batch(of: images.tensor, &generator)
      return Example(input: batch.input, target: batch.target)
    }
    let batch = FlowMatching().batch(of: images.tensor, labels: images.labels, &generator)
    return Example(input: batch.input, target: batch.target, time: batch.time, label: batch.label)
  }
}
