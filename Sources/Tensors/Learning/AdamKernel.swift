import Foundation

/// One Adam update of one parameter, in place (Kingma and Ba 2015, algorithm 1; torch's order of operations), which a
/// decay of the weight itself may precede (Loshchilov and Hutter 2019, algorithm 2; torch's AdamW).
public struct AdamKernel: Sendable {
  private let firstRate, secondRate, decay, epsilon, stepSize, denominatorScale, kept: Float

  /// Update number `step`, counted from 1; the bias corrections are computed in double precision.
  ///
  /// - Parameter weightDecay: the share of a value, times the learning rate, that goes in every update.
  public init(
    step: Int, learningRate: Double, beta1: Double, beta2: Double, epsilon: Double, weightDecay: Double = 0
  ) {
    let exponent = Double(step)
    firstRate = Float(1 - beta1)
    secondRate = Float(1 - beta2)
    decay = Float(beta2)
    self.epsilon = Float(epsilon)
    stepSize = Float(learningRate / (1 - pow(beta1, exponent)))
    kept = Float(1 - learningRate * weightDecay)
    denominatorScale = Float((1 - pow(beta2, exponent)).squareRoot())
  }

  /// Moves `value` along the bias-corrected first moment; all four have one shape.
  public func update(_ value: inout Tensor, gradient: Tensor, first: inout Tensor, second: inout Tensor) {
    Tensor.requireSameShape("AdamKernel", value, gradient)
    let (p, m, v, g) = (value.mutableFloats, first.mutableFloats, second.mutableFloats, gradient.floats)
    Partition(value.count, grain: 1 << 14, unit: 16).concurrently { _, items in
      for index in stride(from: items.lowerBound, to: items.upperBound, by: 16) {
        let slope = Vector(g + index)
        let mean = Vector(m + index) + (slope - Vector(m + index)) * firstRate
        let square = Vector(v + index) * decay + slope * slope * secondRate
        let denominator = square.squareRoot() / denominatorScale + epsilon
        mean.store(to: m + index)
        square.store(to: v + index)
        (Vector(p + index) * kept - mean / denominator * stepSize).store(to: p + index)
      }
    }
  }
}
