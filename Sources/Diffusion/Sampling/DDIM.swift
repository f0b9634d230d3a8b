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
  private var streams: ImageStreams

  /// The streams draw each step's noise; none with eta 0.
  public init(
    _ schedule: NoiseSchedule, steps: [Int], eta: Float = 0, thresholding: Thresholding = .none,
    streams: ImageStreams
  ) {
    (self.schedule, self.steps, self.eta) = (schedule, steps, eta)
    (self.thresholding, self.streams) = (thresholding, streams)
  }

  /// See `DenoisingMethod`.
  public var timesteps: [Float] { steps.map { Float($0) } }

  /// One step from x [N, H, W, C]; see `DenoisingMethod`.
  public mutating func step(from x: Tensor, at index: Int, _ model: some NoisePredictor) -> DenoisingStep {
    let reverse = ReverseStep(schedule, steps, at: index)
    let noise = model.prediction(for: x, at: Float(steps[index])).noise
    let estimate = thresholding(schedule.cleanEstimate(x, noise: noise, at: steps[index]))
    let variance = (1 - reverse.previousAlphaBar) / (1 - reverse.alphaBar) * reverse.beta
    let deviation = eta * variance.squareRoot()
    let direction = max(0, 1 - reverse.previousAlphaBar - deviation * deviation).squareRoot()
    var next = reverse.previousAlphaBar.squareRoot() * estimate + direction * noise
    if eta > 0 { next += deviation * streams.normalImages(x.shape) }
    return DenoisingStep(x: next, estimate: estimate)
  }
}
