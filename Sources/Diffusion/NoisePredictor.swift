import Tensors

/// What a denoising network says about x_t.
public struct NoisePrediction: Sendable {
  /// The noise in x_t, [N, H, W, C].
  public var noise: Tensor
  /// A code of the reverse step's variance, about -1...1, [N, H, W, C]; nil for a network that learns none.
  public var varianceCode: Tensor?

  /// Noise [N, H, W, C] and, from a network that learns the variance, its code.
  public init(noise: Tensor, varianceCode: Tensor? = nil) {
    (self.noise, self.varianceCode) = (noise, varianceCode)
  }

  /// From a network's output: [N, H, W, C], or [N, H, W, 2 C] with the code behind the noise.
  public init(output: Tensor, channels: Int) {
    let learnsVariance = output.shape.last == 2 * channels
    self.init(
      noise: learnsVariance ? ChannelSlice.value(output, 0..<channels) : output,
      varianceCode: learnsVariance ? ChannelSlice.value(output, channels..<2 * channels) : nil)
  }
}

/// Something that finds the noise in an image: what samplers are written against.
public protocol NoisePredictor {
  /// x_t [N, H, W, C] at a timestep, fractional between two of the schedule's -> its noise.
  func prediction(for x: Tensor, at timestep: Float) -> NoisePrediction
}

/// A noise predictor that is told a text.
public protocol PromptedNoisePredictor {
  /// x_t [N, H, W, C] and one text for each image, [N, tokens, D] -> its noise.
  func prediction(for x: Tensor, at timestep: Float, text: Tensor) -> NoisePrediction
}

/// Classifier-free guidance: e(negative) + s (e(text) - e(negative)), both from one batch.
///
/// (Ho and Salimans 2022, eq. 6, with s = 1 + w; s = 1 is the plain conditional model, evaluated once.) The code of
/// the variance is that of the text alone. The negative is the empty prompt or one of what is not wanted.
public struct GuidedNoise<Model: PromptedNoisePredictor>: NoisePredictor {
  /// The predictor.
  public let model: Model
  /// [1, tokens, D], or one for each image.
  public let text: Tensor
  /// The same for what the guidance leads away from.
  public let negative: Tensor
  /// s
  public let scale: Float

  /// The model guided towards `text` and away from `negative`, [1 or N, tokens, D] each.
  public init(_ model: Model, text: Tensor, negative: Tensor, scale: Float) {
    precondition(
      text.shape.dropFirst() == negative.shape.dropFirst(),
      "GuidedNoise: expected texts of one shape, got \(text.shape) and \(negative.shape)")
    (self.model, self.text, self.negative, self.scale) = (model, text, negative, scale)
  }

  /// x [N, H, W, C] at a timestep -> its noise.
  public func prediction(for x: Tensor, at timestep: Float) -> NoisePrediction {
    let count = x.shape[0]
    let conditional = text.spread(over: count)
    guard scale != 1 else { return model.prediction(for: x, at: timestep, text: conditional) }
    let both = model.prediction(
      for: x.joined(with: x), at: timestep, text: negative.spread(over: count).joined(with: conditional))
    let (free, conditioned) = both.noise.halves
    return NoisePrediction(
      noise: free + scale * (conditioned - free), varianceCode: both.varianceCode?.halves.1)
  }
}

/// A network that predicts v = sqrt(abar) eps - sqrt(1 - abar) x_0, as a predictor of the noise
/// (Salimans and Ho 2022, appendix D): eps = sqrt(abar) v + sqrt(1 - abar) x_t.
public struct NoiseFromVelocity<Model: NoisePredictor>: NoisePredictor {
  /// Predicts v in place of the noise.
  public let model: Model
  /// The schedule that it was trained with.
  public let schedule: NoiseSchedule

  /// The model read as a predictor of noise.
  public init(_ model: Model, _ schedule: NoiseSchedule) { (self.model, self.schedule) = (model, schedule) }

  /// x [N, H, W, C] at a timestep -> its noise.
  public func prediction(for x: Tensor, at timestep: Float) -> NoisePrediction {
    var prediction = model.prediction(for: x, at: timestep)
    let ratio = schedule.noiseRatio(at: timestep)
    let alpha = Float(1 / (1 + ratio * ratio).squareRoot())
    prediction.noise = alpha * prediction.noise + Float(ratio) * alpha * x
    return prediction
  }
}

extension Tensor {
  /// [1, ...] -> [count, ...], the same row everywhere; one row for each already stays as it is.
  func spread(over count: Int) -> Tensor {
    precondition(
      shape[0] == 1 || shape[0] == count, "spread: expected 1 or \(count) rows, got shape \(shape)")
    return shape[0] == count ? self : gathering([Int](repeating: 0, count: count))
  }
}
