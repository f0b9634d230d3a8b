import Tensors

/// What is done to an estimate of the clean image that leaves -1...1.
public enum Thresholding: Hashable, Sendable {
  /// Nothing.
  case none
  /// It is clamped to -1...1.
  case clipped
  /// It is clamped to other bounds, -s...s.
  case clamped(Float)
  /// Each image is clamped to -s...s and divided by s, with s the quantile `ratio` of its magnitudes, between 1 and
  /// `maximum` (Saharia et al. 2022, section 2.3).
  case dynamic(ratio: Double, maximum: Float)

  /// [N, ...] -> the same shape.
  public func callAsFunction(_ estimate: Tensor) -> Tensor {
    switch self {
    case .none: return estimate
    case .clipped: return estimate.clamped(to: 1, in: estimate.count)
    case .clamped(let bound):
      return Tensor(shape: estimate.shape, scalars: estimate.scalars.map { min(max($0, -bound), bound) })
    case .dynamic(let ratio, let maximum):
      let size = estimate.count / max(1, estimate.shape.first ?? 1)
      return estimate.clamped(to: nil, in: size) { magnitudes in
        min(max(Self.quantile(ratio, of: magnitudes), 1), maximum)
      }
    }
  }

  /// Between the two values around rank ratio (n - 1) in a straight line, as `torch.quantile`.
  static func quantile(_ ratio: Double, of values: [Float]) -> Float {
    let sorted = values.sorted()
    let rank = ratio * Double(sorted.count - 1)
    let below = Int(rank.rounded(.down))
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + Float(rank - Double(below)) * (sorted[above] - sorted[below])
  }
}

extension Tensor {
  /// Runs of `size` elements clamped to -s...s and divided by s, where s is `bound` or found from the magnitudes.
  fileprivate func clamped(
    to bound: Float?, in size: Int, _ find: ([Float]) -> Float = { _ in 1 }
  ) -> Tensor {
    let values = scalars
    return Tensor(shape: shape) { result in
      for start in stride(from: 0, to: values.count, by: max(1, size)) {
        let own = start..<min(start + size, values.count)
        let s = bound ?? find(values[own].map(abs))
        for index in own { result[index] = min(max(values[index], -s), s) / s }
      }
    }
  }
}
