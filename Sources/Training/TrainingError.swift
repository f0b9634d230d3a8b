import Foundation

/// Why a training cannot go on; epoch and step are counted from 0.
public enum TrainingError: Error, Equatable, CustomStringConvertible {
  /// The loss or its gradient is infinite or not a number.
  case diverged(loss: Float, epoch: Int, step: Int, learningRate: Double, gradientNorm: Double)
  /// The loss on the validation set is infinite or not a number after a step.
  case validationDiverged(loss: Float, epoch: Int, step: Int, learningRate: Double, gradientNorm: Double)

  /// The numbers in words, epoch and step counted from 1.
  public var description: String {
    let (name, loss, epoch, step, rate, norm) =
      switch self {
      case .diverged(let loss, let epoch, let step, let rate, let norm):
        ("the loss", loss, epoch, step, rate, norm)
      case .validationDiverged(let loss, let epoch, let step, let rate, let norm):
        ("the validation loss", loss, epoch, step, rate, norm)
      }
    let numbers = String(format: "learning rate %.4g, gradient norm %.4g", rate, norm)
    return "\(name) is \(loss) in epoch \(epoch + 1), step \(step + 1) (\(numbers))"
  }
}
