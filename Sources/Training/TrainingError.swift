/// Why a training cannot go on.
public enum TrainingError: Error, Equatable, CustomStringConvertible {
  /// The loss is infinite or not a number.
  case diverged(loss: Float, epoch: Int, step: Int, learningRate: Double, gradientNorm: Double)

  /// The numbers in words, and what helps.
  public var description: String {
    switch self {
    case .diverged(let loss, let epoch, let step, let learningRate, let gradientNorm):
      """
      the loss is \(loss) in epoch \(epoch), step \(step) (learning rate \(learningRate), gradient norm \
      \(gradientNorm)); try a smaller learning rate
      """
    }
  }
}
