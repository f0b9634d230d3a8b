import Tensors

/// One image that shows something else in every view: each model sees it its own way, and the noise that they find is
/// taken back and averaged (Geng, Park and Owens 2024, eq. 4).
public struct Anagram<Model: NoisePredictor>: NoisePredictor {
  /// How the views share the steps.
  public enum Reduction: Hashable, Sendable {
    /// The mean over all views, at every step.
    case mean
    /// One view at a timestep, in turns; the timesteps of the sampler, in order.
    case alternating([Float])
  }

  /// The views, one for each model.
  public let views: [ImageView]
  /// The models, usually one guided by another prompt for each view.
  public let models: [Model]
  /// How the views share the steps.
  public let reduction: Reduction

  /// As many models as views.
  public init(views: [ImageView], models: [Model], reduction: Reduction = .mean) {
    precondition(
      !views.isEmpty && views.count == models.count,
      "Anagram: expected as many models as views, got \(models.count) and \(views.count)")
    (self.views, self.models, self.reduction) = (views, models, reduction)
  }

  /// x [N, S, S, C] at a timestep -> its noise.
  public func prediction(for x: Tensor, at timestep: Float) -> NoisePrediction {
    var used = Array(views.indices)
    if case .alternating(let timesteps) = reduction {
      used = [(timesteps.firstIndex(of: timestep) ?? 0) % views.count]
    }
    return .mean(
      of: used.map { index in
        let seen = models[index].prediction(for: views[index].seen(x), at: timestep)
        return NoisePrediction(
          noise: views[index].inverse(seen.noise),
          varianceCode: seen.varianceCode.map { views[index].inverseOfVariance($0) })
      })
  }
}

extension NoisePrediction {
  /// The mean of the noises, and that of the codes where all have one.
  static func mean(of predictions: [NoisePrediction]) -> NoisePrediction {
    let codes = predictions.compactMap(\.varianceCode)
    return NoisePrediction(
      noise: .mean(of: predictions.map(\.noise)),
      varianceCode: codes.count == predictions.count ? .mean(of: codes) : nil)
  }
}

extension Tensor {
  /// The mean of tensors of one shape, at least one.
  fileprivate static func mean(of tensors: [Tensor]) -> Tensor {
    guard tensors.count > 1 else { return tensors[0] }
    return 1 / Float(tensors.count) * tensors.dropFirst().reduce(tensors[0], +)
  }
}
