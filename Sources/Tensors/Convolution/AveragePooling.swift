/// Mean over windows of `size` x `size` pixels that do not overlap.
public struct AveragePooling: Sendable {
  /// The window's side, in pixels.
  public let size: Int

  /// A window of `size` x `size` pixels.
  public init(size: Int) { self.size = size }

  /// [N, H, W, C] -> [N, H / size, W / size, C]; rows and columns that fill no window are dropped.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    precondition(x.shape.count == 4, "AveragePooling: expected [N, H, W, C], got \(x.shape)")
    let (height, width, channels) = (x.shape[1] / size, x.shape[2] / size, x.shape[3])
    var y = Tensor(repeating: 0, shape: [x.shape[0], height, width, channels])
    let (source, sums) = (x.floats, y.mutableFloats)
    let weight = 1 / Float(size * size)
    forEachPixel(x.shape) { from, to in
      for channel in 0..<channels { sums[to + channel] += source[from + channel] * weight }
    }
    return y
  }

  /// gradient [N, H / size, W / size, C] -> the gradient for x of `shape`.
  public func pullback(_ gradient: Tensor, shape: [Int]) -> Tensor {
    var result = Tensor(repeating: 0, shape: shape)
    let (source, destination) = (gradient.floats, result.mutableFloats)
    let weight = 1 / Float(size * size)
    forEachPixel(shape) { from, to in
      for channel in 0..<shape[3] { destination[from + channel] = source[to + channel] * weight }
    }
    return result
  }

  /// Calls `body` with the offsets of every pixel of an image batch and of the window that it falls into.
  private func forEachPixel(_ shape: [Int], _ body: (_ from: Int, _ to: Int) -> Void) {
    let (height, width, channels) = (shape[1] / size, shape[2] / size, shape[3])
    Partition(shape[0], grain: 1).concurrently { _, images in
      for image in images {
        for row in 0..<height * size {
          for column in 0..<width * size {
            let from = ((image * shape[1] + row) * shape[2] + column) * channels
            body(from, ((image * height + row / size) * width + column / size) * channels)
          }
        }
      }
    }
  }
}
