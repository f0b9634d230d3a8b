/// Every pixel becomes a square of 2 x 2 equal ones.
public enum NearestUpsampling {
  /// [N, H, W, C] -> [N, 2 H, 2 W, C]
  public static func value(_ x: Tensor) -> Tensor {
    precondition(x.shape.count == 4, "NearestUpsampling: expected [N, H, W, C], got \(x.shape)")
    let (width, channels) = (x.shape[2], x.shape[3])
    var result = Tensor(uninitialized: [x.shape[0], 2 * x.shape[1], 2 * width, channels])
    let (source, destination) = (x.floats, result.mutableFloats)
    Partition(x.shape[0] * x.shape[1], grain: 1).concurrently { _, rows in
      for row in rows {
        let first = destination + 4 * row * width * channels
        for column in 0..<width {
          let pixel = source + (row * width + column) * channels
          (first + 2 * column * channels).update(from: pixel, count: channels)
          (first + (2 * column + 1) * channels).update(from: pixel, count: channels)
        }
        (first + 2 * width * channels).update(from: first, count: 2 * width * channels)
      }
    }
    return result
  }

  /// gradient [N, 2 H, 2 W, C] -> [N, H, W, C], the sums of the squares.
  public static func pullback(_ gradient: Tensor) -> Tensor {
    4 * AveragePooling(size: 2)(gradient)
  }
}
