import Autograd
import Tensors

extension UNetConfiguration {
  /// The number of learnable scalars.
  public var parameterCount: Int { UNet(shapesOf: self).parameterCount }

  /// The most bytes of tensors at one time, weights aside, while so many images [28, 28, 1] go through the network
  /// together.
  public func evaluationBytes(images: Int) -> Int {
    Self.counted.answer(Pass(network: self, images: images, isTraining: false)) {
      let network = UNet(shapesOf: self)
      return CountingActivation.evaluationBytes { forward(through: network, images: images) }
    }
  }

  /// The same for a training step with so many images, the gradients of the parameters included.
  public func trainingBytes(images: Int) -> Int {
    Self.counted.answer(Pass(network: self, images: images, isTraining: true)) {
      let network = UNet(shapesOf: self)
      return CountingActivation.trainingBytes { forward(through: network, images: images) }
    }
  }

  private struct Pass: Hashable {
    let network: UNetConfiguration
    let images: Int
    let isTraining: Bool
  }
  private static let counted = CountedBytes<Pass>()

  private func forward(through network: UNet, images: Int) {
    let value = { CountingActivation(shape: [images] + $0) }
    let condition =
      conditioning == .none
      ? nil
      : Condition(
        time: value([1]), label: conditioning == .classes ? value([Self.classCount]) : nil)
    let answer = network(value([28, 28, 1]), condition)
    withExtendedLifetime(answer) {}
  }
}
