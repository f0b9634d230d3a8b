/// Group normalisation, with or without a GELU behind it in the same pass (Wu and He 2018).
///
/// Every group of C / groups channels of an image has its own mean and biased variance, over all its positions.
/// A modulation, as in Dhariwal and Nichol 2021 (section 3), scales and shifts each image's channels once more.
public struct GroupNormalization: Hashable, Sendable {
  /// Groups of channels, which divide the channels.
  public let groups: Int
  /// Added to the variance.
  public let epsilon: Double
  /// Whether the normalised values go through a GELU.
  public let followedByGELU: Bool

  /// A normalisation alone, or one with a GELU behind it; epsilon is torch's default.
  public init(groups: Int, epsilon: Double = 1e-5, followedByGELU: Bool = false) {
    (self.groups, self.epsilon, self.followedByGELU) = (groups, epsilon, followedByGELU)
  }

  /// x [N, ..., C], scale and shift [C], modulation [N, 2 C] or nil -> the shape of x:
  /// z = (h scale + shift) (1 + s) + b with h = (x - mean) / sqrt(variance + epsilon) and s, b the halves of the
  /// modulation; or z Phi(z).
  public func callAsFunction(_ x: Tensor, scale: Tensor, shift: Tensor, modulation: Tensor? = nil) -> Tensor {
    requireShapes("GroupNormalization", x, scale, shift, modulation)
    let size = ChannelPlanes(x.shape)
    let map = GroupAffine(
      GroupStatistics(of: x, groups: groups, epsilon: epsilon), size, scale: scale, shift: shift,
      modulation: modulation)
    return map(x, throughGELU: followedByGELU)
  }

  /// gradient and x [N, ..., C] -> the gradients for x, scale, shift and the modulation (nil without one).
  ///
  /// With z' the gradient at z, and A and B its sums and those of z' h over an image's positions:
  /// dx = (f z' - mean(f z') - h mean(f z' h)) / sqrt(variance + epsilon) with f = scale (1 + s) and means over
  /// groups, db = A, ds = scale B + shift A, dscale = sum of B (1 + s), dshift = sum of A (1 + s).
  public func pullback(
    _ gradient: Tensor, x: Tensor, scale: Tensor, shift: Tensor, modulation: Tensor? = nil
  ) -> (x: Tensor, scale: Tensor, shift: Tensor, modulation: Tensor?) {
    Tensor.requireSameShape("GroupNormalization.pullback", gradient, x)
    requireShapes("GroupNormalization.pullback", x, scale, shift, modulation)
    let size = ChannelPlanes(x.shape)
    let statistics = GroupStatistics(of: x, groups: groups, epsilon: epsilon)
    let map = GroupAffine(statistics, size, scale: scale, shift: shift, modulation: modulation)
    return map.pullback(gradient, x, throughGELU: followedByGELU)
  }

  private func requireShapes(
    _ operation: String, _ x: Tensor, _ scale: Tensor, _ shift: Tensor, _ modulation: Tensor?
  ) {
    let channels = x.shape.last ?? 0
    precondition(
      x.shape.count > 1 && channels % groups == 0,
      "\(operation): expected [N, ..., C] with C a multiple of \(groups), got \(x.shape)")
    precondition(
      scale.shape == [channels] && shift.shape == [channels],
      "\(operation): expected scale and shift [\(channels)], got \(scale.shape) and \(shift.shape)")
    precondition(
      modulation == nil || modulation!.shape == [x.shape[0], 2 * channels],
      "\(operation): expected a modulation [\(x.shape[0]), \(2 * channels)], got \(modulation!.shape)")
  }
}
