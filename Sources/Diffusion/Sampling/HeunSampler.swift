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
  public var sigmas: [Double] { levels.sigmas }
  /// See `DenoisingMethod`.
  public var timesteps: [Float] { levels.timesteps }
  /// What happens to estimates that leave -1...1.
  public let thresholding: Thresholding
  private let schedule: NoiseSchedule
  private let levels: NoiseLevels
  private let churn: Churn?
  private var streams: ImageStreams

  /// The streams draw the noise that is added on the way; none without a churn.
  public init(
    _ schedule: NoiseSchedule, _ levels: NoiseLevels, thresholding: Thresholding = .none,
    churn: Churn? = nil, streams: ImageStreams
  ) {
    (self.schedule, self.levels, self.thresholding) = (schedule, levels, thresholding)
    (self.churn, self.streams) = (churn, streams)
  }

  /// The first sigma.
  public var initialDeviation: Float { Float(sigmas[0]) }

  /// sqrt(1 + sigma^2): the schedule scales x_0 + sigma eps down to a variance of 1; 1 for the clean image.
  public func scale(at index: Int) -> Float {
    sigmas.indices.contains(index) ? Float((1 + sigmas[index] * sigmas[index]).squareRoot()) : 1
  }

  /// One step from x [N, H, W, C]; see `DenoisingMethod`.
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
    return (x + Float(deviation) * streams.normalImages(x.shape), raised)
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
