import Foundation

extension TorchGenerator {
  /// As `torch.randn(shape)`: standard normal numbers in row-major order.
  public mutating func normal(_ shape: [Int]) -> Tensor {
    Tensor(shape: shape) { destination in
      if destination.count < 16 {
        for index in destination.indices { destination[index] = Float(normalDouble()) }
      } else {
        fillWithNormals(destination)
      }
    }
  }

  /// As `torch.randn(N, C, H, W)`, for images that lie as [N, H, W, C] in memory: torch's order of drawing.
  public mutating func normalImages(_ shape: [Int]) -> Tensor {
    precondition(shape.count == 4, "normalImages: expected [N, H, W, C], got \(shape)")
    return normal([shape[0], shape[3], shape[1], shape[2]]).channelsLast
  }

  /// Box-Muller in double precision; every second call returns the pair's other number.
  private mutating func normalDouble() -> Double {
    if let cached = cachedNormal {
      cachedNormal = nil
      return cached
    }
    let angle = 2 * Double.pi * uniformDouble()
    let radius = (-2 * log1p(-uniformDouble())).squareRoot()
    cachedNormal = radius * sin(angle)
    return radius * cos(angle)
  }

  /// Uniform numbers everywhere, then Box-Muller on blocks of 16; the last block overlaps the one before it
  /// and is drawn anew when the count is no multiple of 16.
  private mutating func fillWithNormals(_ destination: UnsafeMutableBufferPointer<Float>) {
    for index in destination.indices { destination[index] = uniform() }
    let whole = destination.count / 16 * 16
    for start in stride(from: 0, to: whole, by: 16) { transformBlock(destination.baseAddress! + start) }
    guard whole < destination.count else { return }
    let last = destination.baseAddress! + destination.count - 16
    for lane in 0..<16 { last[lane] = uniform() }
    transformBlock(last)
  }

  /// Eight radii from the first eight uniform numbers, eight angles from the others.
  private func transformBlock(_ block: UnsafeMutablePointer<Float>) {
    for lane in 0..<8 {
      let radius = (-2 * Cephes.logarithm(1 - block[lane])).squareRoot()
      let (sine, cosine) = Cephes.sineAndCosine(Float(2 * Double.pi) * block[lane + 8])
      block[lane] = radius * cosine
      block[lane + 8] = radius * sine
    }
  }
}
