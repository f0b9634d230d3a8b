import Foundation

/// The variational bound of reverse steps whose variance a network learns, in bits for each element, as a function of
/// the variance's code alone (Nichol and Dhariwal 2021, eq. 4 to 6 and 15).
///
/// The means are given: no gradient reaches them.
public struct LearnedVarianceBound: Sendable {
  /// What the bound needs to know of one image's step.
  public struct Step: Hashable, Sendable {
    /// The log-variances that the codes -1 and 1 stand for.
    public var low, high: Float
    /// The log-variance of the true posterior; nil at timestep 0, where the image itself is scored, as whole numbers
    /// of 0...255 spread over -1...1.
    public var posterior: Float?

    /// A step of a schedule.
    public init(low: Float, high: Float, posterior: Float?) {
      (self.low, self.high, self.posterior) = (low, high, posterior)
    }
  }

  /// One for each image.
  public let steps: [Step]
  /// The true posterior's mean minus the model's, and at timestep 0 the clean image minus the model's mean,
  /// [N, H, W, C].
  public let difference: Tensor
  /// The clean images, [N, H, W, C] in -1...1.
  public let clean: Tensor

  /// As many steps as images, and two tensors of one shape [N, H, W, C].
  public init(steps: [Step], difference: Tensor, clean: Tensor) {
    precondition(
      difference.shape == clean.shape && clean.shape.first == steps.count,
      "LearnedVarianceBound: expected \(steps.count) images of one shape, got \(difference.shape) and "
        + "\(clean.shape)")
    (self.steps, self.difference, self.clean) = (steps, difference, clean)
  }

  /// code [N, H, W, C] -> the mean over all elements.
  public func value(_ code: Tensor) -> Float {
    let terms = terms(code)
    return Float(terms.reduce(0) { $0 + $1.value } / Double(code.count))
  }

  /// gradient of the value -> the gradient for the code [N, H, W, C].
  public func pullback(_ gradient: Float, code: Tensor) -> Tensor {
    let scale = Double(gradient) / Double(code.count)
    return Tensor(shape: code.shape, scalars: terms(code).map { Float(scale * $0.slope) })
  }

  /// Each element's bound and its derivative by the code.
  private func terms(_ code: Tensor) -> [(value: Double, slope: Double)] {
    Tensor.requireSameShape("LearnedVarianceBound", code, clean)
    let (codes, differences, images) = (code.scalars, difference.scalars, clean.scalars)
    let size = max(1, code.count / max(1, steps.count))
    return codes.indices.map { index in
      let step = steps[index / size]
      let range = Double(step.high - step.low) / 2
      let logVariance = Double(step.low) + range * (Double(codes[index]) + 1)
      let term: (value: Double, slope: Double)
      if let posterior = step.posterior {
        term = Self.divergence(Double(posterior), logVariance, Double(differences[index]))
      } else {
        term = Self.likelihood(Double(images[index]), logVariance, Double(differences[index]))
      }
      return (term.value / log(2), term.slope * range / log(2))
    }
  }

  /// KL(N(m, e^a) || N(m - d, e^b)) and its derivative by b.
  private static func divergence(
    _ a: Double, _ b: Double, _ d: Double
  ) -> (value: Double, slope: Double) {
    let (ratio, distance) = (exp(a - b), d * d * exp(-b))
    return (0.5 * (b - a - 1 + ratio + distance), 0.5 * (1 - ratio - distance))
  }

  /// -log of the mass that N(x - d, e^b) has on the 1/255 around x, and its derivative by b; the first and the last
  /// number take the whole tail.
  private static func likelihood(
    _ x: Double, _ b: Double, _ d: Double
  ) -> (value: Double, slope: Double) {
    let scale = exp(-b / 2)
    let (upper, lower) = (scale * (d + 1 / 255), scale * (d - 1 / 255))
    let (isFirst, isLast) = (x < -0.999, x > 0.999)
    let above = isLast ? 1 : cumulative(upper)
    let below = isFirst ? 0 : cumulative(lower)
    let mass = above - below
    guard mass > 1e-12 else { return (-log(1e-12), 0) }
    let slope = (isLast ? 0 : density(upper) * upper) - (isFirst ? 0 : density(lower) * lower)
    return (-log(mass), 0.5 * slope / mass)
  }

  private static func cumulative(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

  private static func density(_ x: Double) -> Double { exp(-x * x / 2) / (2 * .pi).squareRoot() }
}
