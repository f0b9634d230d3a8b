import Foundation
import Tensors

/// How an image drowns in noise: x_t = sqrt(abar_t) x_0 + sqrt(1 - abar_t) eps at the timesteps 0..<count
/// (Ho, Jain and Abbeel 2020, eq. 4).
public struct NoiseSchedule: Hashable, Sendable {
  /// beta_t: the share of noise that step t adds, float32 as torch keeps it.
  public let betas: [Float]
  /// abar_t: the product of 1 - beta up to and with step t.
  public let alphaBars: [Float]

  /// A schedule of these betas, each in 0..<1 and at least one.
  public init(betas: [Float]) {
    precondition(!betas.isEmpty, "NoiseSchedule: expected at least one beta")
    self.betas = betas
    var product = 1.0
    alphaBars = betas.map { beta in
      product *= Double(1 - beta)
      return Float(product)
    }
  }

  /// The cosine schedule, `squaredcos_cap_v2` in diffusers: abar follows cos^2, and no beta is above 0.999
  /// (Nichol and Dhariwal 2021, eq. 17).
  public static func squaredCosine(count: Int = 1000) -> NoiseSchedule {
    func level(_ step: Int) -> Double {
      let angle = (Double(step) / Double(count) + 0.008) / 1.008 * .pi / 2
      return cos(angle) * cos(angle)
    }
    return NoiseSchedule(betas: (0..<count).map { Float(min(1 - level($0 + 1) / level($0), 0.999)) })
  }

  /// Betas in equal steps, as `torch.linspace` computes them (Ho, Jain and Abbeel 2020, section 4).
  public static func linear(from first: Float = 1e-4, to last: Float = 0.02, count: Int = 1000)
    -> NoiseSchedule
  {
    let step = (last - first) / Float(max(1, count - 1))
    return NoiseSchedule(
      betas: (0..<count).map { index in
        index < count / 2
          ? first.addingProduct(step, Float(index)) : last.addingProduct(-step, Float(count - 1 - index))
      })
  }

  /// The number of timesteps.
  public var count: Int { betas.count }

  /// abar at a timestep; 1 for the clean image, timestep -1.
  public func alphaBar(at timestep: Int) -> Float { timestep < 0 ? 1 : alphaBars[timestep] }

  /// sqrt((1 - abar) / abar): the noise per image, between two timesteps in a straight line.
  public func noiseRatio(at timestep: Float) -> Double {
    let below = min(max(0, Int(timestep.rounded(.down))), count - 1)
    let above = min(below + 1, count - 1)
    let share = min(max(0, Double(timestep) - Double(below)), 1)
    return (1 - share) * ratio(below) + share * ratio(above)
  }

  /// The timestep of a noise ratio, in a straight line between the logarithms of two ratios; 0 or the last one for a
  /// ratio outside of the schedule.
  public func timestep(ofNoiseRatio ratio: Double) -> Float {
    let above = (0..<count).first { self.ratio($0) >= ratio } ?? count - 1
    guard above > 0 else { return 0 }
    let (low, high) = (log(self.ratio(above - 1)), log(self.ratio(above)))
    return Float(Double(above - 1) + min(1, max(0, (log(ratio) - low) / (high - low))))
  }

  private func ratio(_ timestep: Int) -> Double {
    let alphaBar = Double(alphaBars[timestep])
    return ((1 - alphaBar) / alphaBar).squareRoot()
  }
}

extension NoiseSchedule {
  /// x_t = sqrt(abar_t) x + sqrt(1 - abar_t) noise, all of one shape; x itself for the timestep -1.
  public func noised(_ x: Tensor, with noise: Tensor, at timestep: Int) -> Tensor {
    let alphaBar = alphaBar(at: timestep)
    guard alphaBar != 1 else { return x }
    return alphaBar.squareRoot() * x + (1 - alphaBar).squareRoot() * noise
  }

  /// The same with one timestep for each image of [N, H, W, C].
  public func noised(_ x: Tensor, with noise: Tensor, at timesteps: [Int]) -> Tensor {
    precondition(
      x.shape.first == timesteps.count && noise.shape == x.shape,
      "noised: expected one timestep for each of \(x.shape) and as much noise, got \(timesteps.count)")
    let size = x.count / max(1, timesteps.count)
    let (image, eps) = (x.scalars, noise.scalars)
    return Tensor(shape: x.shape) { result in
      for index in result.indices {
        let alphaBar = alphaBar(at: timesteps[index / size])
        result[index] = alphaBar.squareRoot() * image[index] + (1 - alphaBar).squareRoot() * eps[index]
      }
    }
  }

  /// The one-step estimate of the clean image, unclamped: (x_t - sqrt(1 - abar_t) noise) / sqrt(abar_t), of one shape.
  public func cleanEstimate(_ x: Tensor, noise: Tensor, at timestep: Int) -> Tensor {
    let alphaBar = alphaBar(at: timestep)
    return 1 / alphaBar.squareRoot() * (x - (1 - alphaBar).squareRoot() * noise)
  }
}
