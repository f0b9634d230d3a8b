/// Why a training cannot go on.
public enum TrainingError: Error, Equatable, CustomStringConvertible {
  /// The loss or its gradient is infinite or not a number; epoch and step are counted from 0.
  case diverged(loss: Float, epoch: Int, step: Int, learningRate: Double, gradientNorm: Double)

  /// The numbers in words, epoch and step counted from 1.
  public var description: String {
    switch self {
    case .diverged(let loss, let epoch, let step, let learningRate, let gradientNorm):
      """
      the loss is \(loss) in epoch \(epoch + 1), step \(step + 1) (learning rate \(learningRate), gradient norm \
      \(gradientNorm))
      """
    }
  }
}
