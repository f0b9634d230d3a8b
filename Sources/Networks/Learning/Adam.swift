import Autograd
import Tensors

/// The Adam optimiser (Kingma and Ba 2015), with torch's defaults unless others are given.
public struct Adam: Sendable {
  /// What does not change while it works.
  public struct Settings: Codable, Hashable, Sendable {
    /// Decay of the first moment.
    public var beta1 = 0.9
    /// Decay of the second moment.
    public var beta2 = 0.999
    /// The share of a kernel's or a matrix's weights, times the learning rate, that goes in every update; scales and
    /// shifts keep theirs (AdamW, Loshchilov and Hutter 2019).
    public var weightDecay = 0.0

    /// Torch's defaults unless others are given.
    public init(beta1: Double = 0.9, beta2: Double = 0.999, weightDecay: Double = 0) {
      (self.beta1, self.beta2, self.weightDecay) = (beta1, beta2, weightDecay)
    }
  }

  /// Added to the root of the second moment.
  public static let epsilon = 1e-8

  /// What does not change.
  public let settings: Settings
  /// How many updates were made.
  public private(set) var step: Int
  /// The running mean of each parameter's gradient, in the order of the visit.
  public private(set) var firstMoments: [Tensor]
  /// The running mean of each parameter's squared gradient, in the order of the visit.
  public private(set) var secondMoments: [Tensor]

  /// Zero moments for every parameter of `network`.
  public init(for network: some Module, _ settings: Settings = Settings()) {
    let zeros = network.parameters.map { Tensor(repeating: 0, shape: $0.shape) }
    self.init(step: 0, firstMoments: zeros, secondMoments: zeros, settings)
  }

  /// A state saved earlier; the moments must have the shapes of the network that they will update.
  public init(
    step: Int, firstMoments: [Tensor], secondMoments: [Tensor], _ settings: Settings = Settings()
  ) {
    self.settings = settings
    (self.step, self.firstMoments, self.secondMoments) = (step, firstMoments, secondMoments)
  }

  /// One update of every parameter; `gradients` in the order of the visit and of the parameters' shapes.
  public mutating func update(_ network: inout some Module, gradients: [Tensor], learningRate: Double) {
    precondition(
      gradients.count == firstMoments.count,
      "Adam: expected \(firstMoments.count) gradients, got \(gradients.count)")
    step += 1
    var updater = Updater(
      kernel: kernel(learningRate, decay: 0), decaying: kernel(learningRate, decay: settings.weightDecay),
      gradients: gradients, first: firstMoments, second: secondMoments)
    (firstMoments, secondMoments) = ([], [])  // so that the updater owns them alone and copies nothing
    network.accept(&updater)
    (firstMoments, secondMoments) = (updater.first, updater.second)
  }

  private func kernel(_ learningRate: Double, decay: Double) -> AdamKernel {
    AdamKernel(
      step: step, learningRate: learningRate, beta1: settings.beta1, beta2: settings.beta2,
      epsilon: Self.epsilon, weightDecay: decay)
  }

  private struct Updater: ModuleVisitor {
    let kernel: AdamKernel
    /// For kernels and matrices.
    let decaying: AdamKernel
    let gradients: [Tensor]
    var first: [Tensor]
    var second: [Tensor]
    var index = 0

    mutating func visit(_ weight: inout Weight) {
      (weight.torchShape.count > 1 ? decaying : kernel).update(
        &weight.parameter.value, gradient: gradients[index], first: &first[index], second: &second[index])
      index += 1
    }
  }
}
