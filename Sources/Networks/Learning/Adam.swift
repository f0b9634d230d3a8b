import Autograd
import Tensors

/// The Adam optimiser with torch's defaults (Kingma and Ba 2015).
public struct Adam: Sendable {
  /// Decay of the first moment.
  public static let beta1 = 0.9
  /// Decay of the second moment.
  public static let beta2 = 0.999
  /// Added to the root of the second moment.
  public static let epsilon = 1e-8

  /// How many updates were made.
  public private(set) var step: Int
  /// The running mean of each parameter's gradient, in the order of the visit.
  public private(set) var firstMoments: [Tensor]
  /// The running mean of each parameter's squared gradient, in the order of the visit.
  public private(set) var secondMoments: [Tensor]

  /// Zero moments for every parameter of `network`.
  public init(for network: some Module) {
    let zeros = network.parameters.map { Tensor(repeating: 0, shape: $0.shape) }
    self.init(step: 0, firstMoments: zeros, secondMoments: zeros)
  }

  /// A state saved earlier; the moments must have the shapes of the network that they will update.
  public init(step: Int, firstMoments: [Tensor], secondMoments: [Tensor]) {
    (self.step, self.firstMoments, self.secondMoments) = (step, firstMoments, secondMoments)
  }

  /// One update of every parameter; `gradients` in the order of the visit and of the parameters' shapes.
  public mutating func update(_ network: inout some Module, gradients: [Tensor], learningRate: Double) {
    precondition(
      gradients.count == firstMoments.count,
      "Adam: expected \(firstMoments.count) gradients, got \(gradients.count)")
    step += 1
    let kernel = AdamKernel(
      step: step, learningRate: learningRate, beta1: Self.beta1, beta2: Self.beta2, epsilon: Self.epsilon)
    var updater = Updater(kernel: kernel, gradients: gradients, first: firstMoments, second: secondMoments)
    (firstMoments, secondMoments) = ([], [])  // so that the updater owns them alone and copies nothing
    network.accept(&updater)
    (firstMoments, secondMoments) = (updater.first, updater.second)
  }

  private struct Updater: ModuleVisitor {
    let kernel: AdamKernel
    let gradients: [Tensor]
    var first: [Tensor]
    var second: [Tensor]
    var index = 0

    mutating func visit(_ weight: inout Weight) {
      kernel.update(
        &weight.parameter.value, gradient: gradients[index], first: &first[index], second: &second[index])
      index += 1
    }
  }
}
