/// Every image of a batch scaled and shifted channel by channel: x scale + shift, broadcast over H and W.
public enum Modulation {
  /// x [N, H, W, C], scale [N, C], shift [N, C] or nil for zero -> [N, H, W, C].
  public static func value(_ x: Tensor, scale: Tensor, shift: Tensor?) -> Tensor {
    requireShapes("Modulation", x, scale)
    let offsets = shift ?? Tensor(repeating: 0, shape: scale.shape)
    precondition(
      offsets.shape == scale.shape, "Modulation: expected shift \(scale.shape), got \(offsets.shape)")
    var result = Tensor(uninitialized: x.shape)
    let (source, slope, offset, destination) = (x.floats, scale.floats, offsets.floats, result.mutableFloats)
    forEachVector(x.shape) { index, channel, lanes in
      Vector(offset + channel, first: lanes)
        .addingProduct(Vector(source + index, first: lanes), Vector(slope + channel, first: lanes))
        .store(to: destination + index, first: lanes)
    }
    withExtendedLifetime(offsets) {}
    return result
  }

  /// gradient [N, H, W, C] -> the gradients for x, scale and shift.
  public static func pullback(
    _ gradient: Tensor, x: Tensor, scale: Tensor
  ) -> (x: Tensor, scale: Tensor, shift: Tensor) {
    requireShapes("Modulation.pullback", x, scale)
    var (inner, slopes) = (Tensor(uninitialized: x.shape), Tensor(repeating: 0, shape: scale.shape))
    var offsets = slopes
    let (source, outer, slope) = (x.floats, gradient.floats, scale.floats)
    let (dx, dScale, dShift) = (inner.mutableFloats, slopes.mutableFloats, offsets.mutableFloats)
    forEachVector(x.shape) { index, channel, lanes in
      let g = Vector(outer + index, first: lanes)
      (g * Vector(slope + channel, first: lanes)).store(to: dx + index, first: lanes)
      (Vector(dShift + channel, first: lanes) + g).store(to: dShift + channel, first: lanes)
      Vector(dScale + channel, first: lanes).addingProduct(g, Vector(source + index, first: lanes))
        .store(to: dScale + channel, first: lanes)
    }
    return (inner, slopes, offsets)
  }

  /// Calls `body` with the offset in the images, the offset in a matrix [N, C], and how many lanes count.
  @inline(__always) private static func forEachVector(
    _ shape: [Int], _ body: (_ index: Int, _ channel: Int, _ lanes: Int) -> Void
  ) {
    let (pixels, channels) = (shape[1] * shape[2], shape[3])
    Partition(shape[0], grain: 1).concurrently { _, images in
      for image in images {
        for pixel in 0..<pixels {
          for channel in stride(from: 0, to: channels, by: 16) {
            let index = (image * pixels + pixel) * channels + channel
            body(index, image * channels + channel, min(16, channels - channel))
          }
        }
      }
    }
  }

  private static func requireShapes(_ operation: String, _ x: Tensor, _ scale: Tensor) {
    precondition(
      x.shape.count == 4 && scale.shape == [x.shape[0], x.shape[3]],
      "\(operation): expected x [N, H, W, C] and scale [N, C], got \(x.shape) and \(scale.shape)")
  }
}
