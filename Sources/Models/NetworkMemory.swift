import Autograd
import Networks
import Text

extension TextToImageConfiguration {
  /// The number of learnable scalars.
  public var parameterCount: Int {
    TextToImageUNet.weightShapes(of: self).reduce(0) { $0 + $1.shape.reduce(1, *) }
  }

  /// The most bytes of tensors at one time, weights aside, while so many images of a side in pixels go through the network
  /// together, each with a text.
  public func evaluationBytes(images: Int, side: Int) -> Int {
    Self.counted.answer(Pass(network: self, images: images, side: side)) {
      CountingActivation.evaluationBytes { forward(images: images, side: side) }
    }
  }

  private struct Pass: Hashable {
    let network: TextToImageConfiguration
    let images, side: Int
  }
  private static let counted = CountedBytes<Pass>()

  /// The same for a training step with so many images, the gradients of the parameters included.
  ///
  /// - Parameter encoder: a text encoder that learns along.
  public func trainingBytes(images: Int, side: Int, encoder: T5Configuration? = nil) -> Int {
    CountingActivation.trainingBytes { forward(images: images, side: side, encoder: encoder) }
  }

  private func forward(images: Int, side: Int, encoder: T5Configuration? = nil) {
    let network = TextToImageUNet(self)
    let shape = [images, PromptEncoder.length, textWidth]
    let text = encoder?.states(ofTexts: images).reshaped(to: shape) ?? CountingActivation(shape: shape)
    let times = [Float](repeating: 0, count: images)
    let answer = network(
      CountingActivation(shape: [images, side, side, inputChannels]), timesteps: times,
      context: network.context(of: text), noiseLevels: isToldNoiseLevel ? times : nil
    ) { CountingActivation(shape: $0.shape) }
    withExtendedLifetime((answer, text)) {}
  }
}
