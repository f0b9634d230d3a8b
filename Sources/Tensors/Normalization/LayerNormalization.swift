/// Layer normalisation of the last axis (Ba, Kiros and Hinton 2016).
public struct LayerNormalization: Hashable, Sendable {
  /// Added to the variance.
  public let epsilon: Double

  /// epsilon is torch's default.
  public init(epsilon: Double = 1e-5) { self.epsilon = epsilon }

  /// x [..., C], scale and shift [C] -> (x - mean) / sqrt(variance + epsilon) scale + shift, the shape of x.
  public func callAsFunction(_ x: Tensor, scale: Tensor, shift: Tensor) -> Tensor {
    requireShapes("LayerNormalization", x, scale, shift)
    let channels = scale.count
    var result = Tensor(uninitialized: x.shape)
    let (source, factor, offset, destination) = (x.floats, scale.floats, shift.floats, result.mutableFloats)
    rows(x).concurrently { _, rows in
      for row in rows {
        let (from, to) = (source + row * channels, destination + row * channels)
        let (mean, inverse) = statistics(from, channels)
        for channel in 0..<channels {
          to[channel] = offset[channel] + Float((Double(from[channel]) - mean) * inverse) * factor[channel]
        }
      }
    }
    return result
  }

  /// gradient and x [..., C] -> the gradients for x, scale and shift.
  ///
  /// With h the normalised x and f = gradient scale: dx = (f - mean(f) - h mean(f h)) / sqrt(variance + epsilon).
  public func pullback(
    _ gradient: Tensor, x: Tensor, scale: Tensor
  ) -> (x: Tensor, scale: Tensor, shift: Tensor) {
    Tensor.requireSameShape("LayerNormalization.pullback", gradient, x)
    requireShapes("LayerNormalization.pullback", x, scale, scale)
    let channels = scale.count
    var inner = Tensor(uninitialized: x.shape)
    let rows = rows(x)
    var partial = [Double](repeating: 0, count: rows.pieces * 2 * channels)
    let (source, outer, factor, destination) = (x.floats, gradient.floats, scale.floats, inner.mutableFloats)
    partial.withUnsafeMutableBufferPointer { partial in
      let partial = partial.baseAddress!
      rows.concurrently { piece, rows in
        let (scales, shifts) = (partial + piece * 2 * channels, partial + (piece * 2 + 1) * channels)
        for row in rows {
          let (from, g, to) = (
            source + row * channels, outer + row * channels, destination + row * channels
          )
          let (mean, inverse) = statistics(from, channels)
          var (sum, product) = (0.0, 0.0)
          for channel in 0..<channels {
            let (h, own) = ((Double(from[channel]) - mean) * inverse, Double(g[channel]))
            scales[channel] += own * h
            shifts[channel] += own
            sum += own * Double(factor[channel])
            product += own * Double(factor[channel]) * h
          }
          for channel in 0..<channels {
            let h = (Double(from[channel]) - mean) * inverse
            let own = Double(g[channel]) * Double(factor[channel])
            to[channel] = Float((own - (sum + h * product) / Double(channels)) * inverse)
          }
        }
      }
    }
    return (inner, total(partial, 0, channels), total(partial, 1, channels))
  }

  /// The sum over pieces of one of the two rows [channels] that each of them has.
  private func total(_ partial: [Double], _ part: Int, _ channels: Int) -> Tensor {
    Tensor(
      shape: [channels],
      scalars: (0..<channels).map { channel in
        let own = stride(from: part * channels + channel, to: partial.count, by: 2 * channels)
        return Float(own.reduce(0) { $0 + partial[$1] })
      })
  }

  private func rows(_ x: Tensor) -> Partition {
    Partition(x.count / x.shape.last!, grain: max(1, 4096 / x.shape.last!))
  }

  private func statistics(_ row: UnsafePointer<Float>, _ channels: Int) -> (mean: Double, inverse: Double) {
    var sum = 0.0
    for channel in 0..<channels { sum += Double(row[channel]) }
    let mean = sum / Double(channels)
    var squares = 0.0
    for channel in 0..<channels { squares += (Double(row[channel]) - mean) * (Double(row[channel]) - mean) }
    return (mean, 1 / (squares / Double(channels) + epsilon).squareRoot())
  }

  private func requireShapes(_ operation: String, _ x: Tensor, _ scale: Tensor, _ shift: Tensor) {
    precondition(
      !x.shape.isEmpty && scale.shape == [x.shape.last!] && shift.shape == scale.shape,
      "\(operation): expected scale and shift [C] for [..., C], got \(x.shape), \(scale.shape), \(shift.shape)"
    )
  }
}
