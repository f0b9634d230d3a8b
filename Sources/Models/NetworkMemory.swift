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
    CountingActivation.evaluationBytes { forward(images: images, side: side) }
  }

  /// The same for a training step with so many images, the gradients of the parameters included.
  public func trainingBytes(images: Int, side: Int) -> Int {
    CountingActivation.trainingBytes { forward(images: images, side: side) }
  }

  private func forward(images: Int, side: Int) {
    let network = TextToImageUNet(self)
    let text = CountingActivation(shape: [images, PromptEncoder.length, textWidth])
    let times = [Float](repeating: 0, count: images)
    let answer = network(
      CountingActivation(shape: [images, side, side, inputChannels]), timesteps: times,
      context: network.context(of: text), noiseLevels: isToldNoiseLevel ? times : nil
    ) { CountingActivation(shape: $0.shape) }
    withExtendedLifetime((answer, text)) {}
  }
}
