import Diffusion
import Tensors

/// Noised images, and all that their loss needs.
public struct NoiseBatch: Sendable {
  /// [N, H, W, C] in -1...1.
  public let images: Tensor
  /// eps, [N, H, W, C]
  public let noise: Tensor
  /// x_t, [N, H, W, C]
  public let input: Tensor
  /// One for each image.
  public let timesteps: [Int]
  /// One for each image.
  public let text: BatchText
  /// What a network of the second stage sees beside them.
  public let enlarged: EnlargedImages?
  let schedule: NoiseSchedule

  /// Noises images [N, H, W, C] with noise of their shape, and goes with a text for each.
  public init(
    images: Tensor, noise: Tensor, timesteps: [Int], text: BatchText, _ schedule: NoiseSchedule,
    enlarged: EnlargedImages? = nil
  ) {
    (self.images, self.noise, self.timesteps, self.text) = (images, noise, timesteps, text)
    (self.schedule, self.enlarged) = (schedule, enlarged)
    input = schedule.noised(images, with: noise, at: timesteps)
  }

  /// The same with texts [N, T, D].
  public init(
    images: Tensor, noise: Tensor, timesteps: [Int], text: Tensor, _ schedule: NoiseSchedule
  ) {
    self.init(images: images, noise: noise, timesteps: timesteps, text: .embedded(text), schedule)
  }

  /// What the network is given: the noisy images, and in a second stage the enlarged ones behind them.
  var networkInput: Tensor { enlarged.map { Concatenation.value(input, $0.images) } ?? input }

  /// What the network should have answered.
  func target(_ target: PredictionTarget) -> Tensor {
    switch target {
    case .noise: noise
    case .velocity: mapping(noise, images) { (1 - $0).squareRoot() * -$2 + $0.squareRoot() * $1 }
    }
  }

  /// The bound for a prediction whose mean gets no gradient.
  func bound(predicted: Tensor, _ target: PredictionTarget) -> LearnedVarianceBound {
    let estimate: Tensor
    switch target {
    case .noise:
      estimate = mapping(input, predicted) { ($1 - (1 - $0).squareRoot() * $2) / $0.squareRoot() }
    case .velocity:
      estimate = mapping(input, predicted) { $0.squareRoot() * $1 - (1 - $0).squareRoot() * $2 }
    }
    let steps = timesteps.map { ReverseStep(schedule, from: $0, to: $0 - 1) }
    // At timestep 0 the posterior has no variance: the next one's stands in, as in the paper's code.
    let second = ReverseStep(schedule, from: min(1, schedule.count - 1), to: 0)
    let size = images.count / max(1, timesteps.count)
    let (clean, found) = (images.scalars, estimate.scalars)
    return LearnedVarianceBound(
      steps: zip(timesteps, steps).map { timestep, step in
        let low = timestep == 0 ? second.logVariance(ofCode: -1) : step.logVariance(ofCode: -1)
        return .init(low: low, high: step.logVariance(ofCode: 1), posterior: timestep == 0 ? nil : low)
      },
      difference: Tensor(
        shape: images.shape,
        scalars: clean.indices.map { index in
          let weight = timesteps[index / size] == 0 ? 1 : steps[index / size].meanCoefficients.estimate
          return weight * (clean[index] - found[index])
        }),
      clean: images)
  }

  /// Element by element, with each image's abar.
  private func mapping(_ a: Tensor, _ b: Tensor, _ body: (Float, Float, Float) -> Float) -> Tensor {
    let size = max(1, a.count / max(1, timesteps.count))
    let (x, y) = (a.scalars, b.scalars)
    return Tensor(
      shape: a.shape,
      scalars: x.indices.map { body(schedule.alphaBar(at: timesteps[$0 / size]), x[$0], y[$0]) })
  }
}

extension ReverseStep {
  fileprivate func logVariance(ofCode code: Float) -> Float {
    logVariance(code: Tensor(shape: [1], scalars: [code])).scalars[0]
  }
}
