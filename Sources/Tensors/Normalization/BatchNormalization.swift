/// Batch normalisation, with or without a GELU behind it in the same pass (Ioffe and Szegedy 2015).
public struct BatchNormalization: Hashable, Sendable {
  /// Added to the variance, as in torch's default.
  public static let epsilon = 1e-5
  /// Whether the normalised values go through a GELU.
  public let followedByGELU: Bool

  /// A normalisation alone, or one with a GELU behind it.
  public init(followedByGELU: Bool = false) { self.followedByGELU = followedByGELU }

  /// x [..., C], statistics, scale and shift [C] each -> z = (x - mean) / sqrt(variance + epsilon) scale + shift,
  /// or z Phi(z).
  public func callAsFunction(
    _ x: Tensor, _ statistics: ChannelStatistics, scale: Tensor, shift: Tensor
  ) -> Tensor {
    requireChannels("BatchNormalization", x, statistics, scale, shift)
    return ChannelAffine(statistics, scale: scale, shift: shift)(x, throughGELU: followedByGELU)
  }

  /// gradient and x [..., C] -> the gradients for x, scale and shift when `statistics` are the batch's own.
  ///
  /// With z' = gradient at z and h = (x - mean) / sqrt(variance + epsilon):
  /// dx = scale / sqrt(variance + epsilon) (z' - mean(z') - h mean(z' h)).
  public func pullback(
    _ gradient: Tensor, x: Tensor, _ statistics: ChannelStatistics, scale: Tensor, shift: Tensor
  ) -> (x: Tensor, scale: Tensor, shift: Tensor) {
    Tensor.requireSameShape("BatchNormalization.pullback", gradient, x)
    return ChannelAffine(statistics, scale: scale, shift: shift)
      .pullback(gradient, x, throughGELU: followedByGELU)
  }

  /// Those of a network that is evaluated: statistics, scale and shift [C] that are known before x is.
  public func known(_ statistics: ChannelStatistics, scale: Tensor, shift: Tensor) -> NormalizationWithGELU? {
    guard followedByGELU else { return nil }
    return NormalizationWithGELU(affine: ChannelAffine(statistics, scale: scale, shift: shift))
  }

  private func requireChannels(
    _ operation: String, _ x: Tensor, _ statistics: ChannelStatistics, _ scale: Tensor, _ shift: Tensor
  ) {
    let expected = x.shape.suffix(1)
    let found = [statistics.mean.shape, statistics.variance.shape, scale.shape, shift.shape]
    precondition(
      found.allSatisfy { $0[...] == expected },
      "\(operation): expected mean, variance, scale and shift \(expected) for \(x.shape), got \(found)")
  }
}

/// A normalisation with known statistics and a GELU behind it: what a convolution can apply to its own outputs.
public struct NormalizationWithGELU {
  let affine: ChannelAffine
}
