import Autograd
import Tensors

extension Classifier {
  /// The number of learnable scalars.
  public static let parameterCount = Classifier().parameterCount

  /// The most bytes of tensors at one time, weights aside, while so many images [28, 28, 1] go through the network together.
  public static func evaluationBytes(images: Int) -> Int {
    CountingActivation.evaluationBytes { forward(images) }
  }

  /// The same for a training step with so many images, the gradients of the parameters included.
  public static func trainingBytes(images: Int) -> Int {
    CountingActivation.trainingBytes { forward(images) }
  }

  private static func forward(_ images: Int) {
    let logits = Classifier()(CountingActivation(shape: [images, 28, 28, 1]))
    withExtendedLifetime(logits) {}
  }
}
