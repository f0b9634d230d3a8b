import Foundation
import Tensors

/// Heun's method for the diffusion ODE with noise added to images that keep their scale, x = x_0 + sigma eps
/// (Karras et al. 2022, algorithms 1 and 2). Order 2, two evaluations a step but for the last.
public struct HeunSampler: DenoisingMethod {
  /// Noise added on the way and taken away again (Karras et al. 2022, algorithm 2).
  public struct Churn: Hashable, Sendable {
    /// S_churn: the sum of what all steps add, relative to sigma.
    public var amount: Double
    /// S_tmin...S_tmax: the sigmas at which it is added.
    public var range: ClosedRange<Double>
    /// S_noise: the deviation of the noise added.
    public var deviation: Double

    /// No bounds and unit noise by default.
    public init(amount: Double, range: ClosedRange<Double> = 0...Double.infinity, deviation: Double = 1) {
      (self.amount, self.range, self.deviation) = (amount, range, deviation)
    }
  }

  /// The sigmas visited, from noisy to clean, without the 0 at the end.
  public let sigmas: [Double]
  /// See `DenoisingMethod`.
  public let timesteps: [Float]
  /// What happens to estimates that leave -1...1.
  public let thresholding: Thresholding
  private let schedule: NoiseSchedule
  private let churn: Churn?
  private var generator: TorchGenerator

  /// The sigmas of timesteps spread evenly over the schedule, ends included.
  public init(
    _ schedule: NoiseSchedule, steps: Int, thresholding: Thresholding = .none, churn: Churn? = nil,
    generator: TorchGenerator = TorchGenerator(seed: 0)
  ) {
    let timesteps = (0..<steps).reversed().map { index in
      Float(schedule.count - 1) * Float(index) / Float(max(1, steps - 1))
    }
    let sigmas = timesteps.map { schedule.noiseRatio(at: $0) }
    self.init(
      schedule, sigmas: sigmas, timesteps: timesteps, thresholding: thresholding, churn: churn,
      generator: generator)
  }

  /// Any sigmas, from noisy to clean, such as `edmSigmas`.
  public init(
    _ schedule: NoiseSchedule, sigmas: [Double], thresholding: Thresholding = .none, churn: Churn? = nil,
    generator: TorchGenerator = TorchGenerator(seed: 0)
  ) {
    let timesteps = sigmas.map { schedule.timestep(ofNoiseRatio: $0) }
    self.init(
      schedule, sigmas: sigmas, timesteps: timesteps, thresholding: thresholding, churn: churn,
      generator: generator)
  }

  private init(
    _ schedule: NoiseSchedule, sigmas: [Double], timesteps: [Float], thresholding: Thresholding,
    churn: Churn?, generator: TorchGenerator
  ) {
    (self.schedule, self.sigmas, self.timesteps) = (schedule, sigmas, timesteps)
    (self.thresholding, self.churn, self.generator) = (thresholding, churn, generator)
  }

  /// `edmSteps` sigmas spaced by `edmSigmas`, from the schedule's highest, or 80 if that is less, to its lowest
  /// (Karras et al. 2022, eq. 5 and table 1).
  ///
  /// At the last timestep of the cosine schedule sigma is 20,291. Nothing of an image is left far below that, and a
  /// step from there multiplies every error.
  public init(
    _ schedule: NoiseSchedule, edmSteps: Int, thresholding: Thresholding = .none, churn: Churn? = nil,
    generator: TorchGenerator = TorchGenerator(seed: 0)
  ) {
    let highest = min(80, schedule.noiseRatio(at: Float(schedule.count - 1)))
    let sigmas = Self.edmSigmas(steps: edmSteps, from: highest, to: schedule.noiseRatio(at: 0))
    self.init(schedule, sigmas: sigmas, thresholding: thresholding, churn: churn, generator: generator)
  }

  /// sigma_i = (max^(1/rho) + i / (steps - 1) (min^(1/rho) - max^(1/rho)))^rho (Karras et al. 2022, eq. 5).
  public static func edmSigmas(
    steps: Int, from highest: Double = 80, to lowest: Double = 0.002, rho: Double = 7
  ) -> [Double] {
    let (first, last) = (pow(highest, 1 / rho), pow(lowest, 1 / rho))
    return (0..<steps).map { pow(first + Double($0) / Double(max(1, steps - 1)) * (last - first), rho) }
  }

  /// The first sigma.
  public var initialDeviation: Float { Float(sigmas[0]) }

  /// See `DenoisingMethod`.
  public mutating func step(from x: Tensor, at index: Int, _ model: some NoisePredictor) -> DenoisingStep {
    let next = index + 1 < sigmas.count ? sigmas[index + 1] : 0
    let (x, sigma) = churned(x, sigmas[index])
    let (slope, estimate) = slope(x, sigma, timestep: sigma == sigmas[index] ? timesteps[index] : nil, model)
    let straight = x + Float(next - sigma) * slope
    guard next > 0 else { return DenoisingStep(x: straight, estimate: estimate) }
    let (other, _) = self.slope(straight, next, timestep: timesteps[index + 1], model)
    return DenoisingStep(x: x + Float((next - sigma) / 2) * (slope + other), estimate: estimate)
  }

  private mutating func churned(_ x: Tensor, _ sigma: Double) -> (Tensor, Double) {
    guard let churn, churn.amount > 0, churn.range.contains(sigma) else { return (x, sigma) }
    let share = min(churn.amount / Double(sigmas.count), 2.0.squareRoot() - 1)
    let raised = sigma * (1 + share)
    let deviation = churn.deviation * (raised * raised - sigma * sigma).squareRoot()
    return (x + Float(deviation) * generator.normalImages(x.shape), raised)
  }

  /// dx/dsigma = (x - estimate) / sigma, which is the noise unless the estimate is thresholded.
  private func slope(
    _ x: Tensor, _ sigma: Double, timestep: Float?, _ model: some NoisePredictor
  ) -> (slope: Tensor, estimate: Tensor) {
    let timestep = timestep ?? schedule.timestep(ofNoiseRatio: sigma)
    let scaled = Float(1 / (sigma * sigma + 1).squareRoot()) * x
    let noise = model.prediction(for: scaled, at: timestep).noise
    let raw = x - Float(sigma) * noise
    let estimate = thresholding(raw)
    return (thresholding == .none ? noise : Float(1 / sigma) * (x - estimate), estimate)
  }
}
