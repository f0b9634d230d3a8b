import Tensors

/// Implicit sampling: eta 0 is deterministic, eta 1 has the noise of DDPM (Song, Meng and Ermon 2021, eq. 12).
/// Order 1, one evaluation a step.
public struct DDIM: DenoisingMethod {
  /// The schedule that the model was trained with.
  public let schedule: NoiseSchedule
  /// From noisy to clean.
  public let steps: [Int]
  /// The share of DDPM's noise.
  public let eta: Float
  /// What happens to estimates that leave -1...1; the noise is not found anew from a changed one.
  public let thresholding: Thresholding
  private var generator: TorchGenerator

  /// The generator draws each step's noise, as torch does for [N, C, H, W]; none with eta 0.
  public init(
    _ schedule: NoiseSchedule, steps: [Int], eta: Float = 0, thresholding: Thresholding = .none,
    generator: TorchGenerator
  ) {
    self.schedule = schedule
    self.steps = steps
    self.eta = eta
    self.thresholding = thresholding
    self.generator = generator
  }

  /// See `DenoisingMethod`.
  public var timesteps: [Float] { steps.map { Float($0) } }

  /// See `DenoisingMethod`.
  public mutating func step(from x: Tensor, at index: Int, _ model: some NoisePredictor) -> DenoisingStep {
    let timestep = steps[index]
    let reverse = ReverseStep(
      schedule, from: timestep, to: index + 1 < steps.count ? steps[index + 1] : -1)
    let noise = model.prediction(for: x, at: Float(timestep)).noise
    let estimate = thresholding(schedule.cleanEstimate(x, noise: noise, at: timestep))
    let variance = (1 - reverse.previousAlphaBar) / (1 - reverse.alphaBar) * reverse.beta
    let deviation = eta * variance.squareRoot()
    let direction = max(0, 1 - reverse.previousAlphaBar - deviation * deviation).squareRoot()
    var next = reverse.previousAlphaBar.squareRoot() * estimate + direction * noise
    if eta > 0 { next += deviation * generator.normalImages(x.shape) }
    return DenoisingStep(x: next, estimate: estimate)
  }
}
