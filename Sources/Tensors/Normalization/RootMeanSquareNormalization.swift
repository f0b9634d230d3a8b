/// Every row divided by the root of its mean square, then scaled channel by channel: T5's layer normalisation, which
/// neither subtracts a mean nor adds a shift (Zhang and Sennrich 2019).
public struct RootMeanSquareNormalization: Hashable, Sendable {
  /// What is added to the mean square.
  public let epsilon: Float

  /// T5's epsilon unless another is given.
  public init(epsilon: Float = 1e-6) { self.epsilon = epsilon }

  /// x [..., C], scale [C] -> x / sqrt(mean(x^2) + epsilon) * scale, the shape of x.
  public func callAsFunction(_ x: Tensor, scale: Tensor) -> Tensor {
    let channels = channels("RootMeanSquareNormalization", x, scale)
    var result = Tensor(uninitialized: x.shape)
    let (source, slope, destination) = (x.floats, scale.floats, result.mutableFloats)
    Partition(x.count / channels, grain: rowsOfWork(channels)).concurrently { _, rows in
      for row in rows {
        let (from, to) = (source + row * channels, destination + row * channels)
        let factor = inverseRoot(from, channels)
        forEachVector(channels) { channel, lanes in
          (Vector(from + channel, first: lanes) * factor * Vector(slope + channel, first: lanes))
            .store(to: to + channel, first: lanes)
        }
      }
    }
    return result
  }

  /// gradient [..., C] -> the gradients for x and scale.
  ///
  /// With r = 1 / sqrt(mean(x^2) + epsilon), n = r x and h = gradient scale: dx = r (h - n mean(h n)), and the
  /// scale's is the sum of gradient n over the rows.
  public func pullback(_ gradient: Tensor, x: Tensor, scale: Tensor) -> (x: Tensor, scale: Tensor) {
    Tensor.requireSameShape("RootMeanSquareNormalization.pullback", gradient, x)
    let channels = channels("RootMeanSquareNormalization.pullback", x, scale)
    let partition = Partition(x.count / channels, grain: rowsOfWork(channels), maximum: 16)
    var inner = Tensor(uninitialized: x.shape)
    var partial = Tensor(repeating: 0, shape: [partition.pieces, channels])
    let (source, outer, slope) = (x.floats, gradient.floats, scale.floats)
    let (dx, sums) = (inner.mutableFloats, partial.mutableFloats)
    partition.concurrently { piece, rows in
      for row in rows {
        let start = row * channels
        pullBackRow(
          outer + start, source + start, slope, channels, into: dx + start, adding: sums + piece * channels)
      }
    }
    return (inner, partial.summedRows)
  }

  private func pullBackRow(
    _ gradient: UnsafePointer<Float>, _ x: UnsafePointer<Float>, _ scale: UnsafePointer<Float>,
    _ channels: Int, into dx: UnsafeMutablePointer<Float>, adding dScale: UnsafeMutablePointer<Float>
  ) {
    let factor = inverseRoot(x, channels)
    var product = Vector.zero
    forEachVector(channels) { channel, lanes in
      let g = Vector(gradient + channel, first: lanes)
      let n = Vector(x + channel, first: lanes) * factor
      product.addProduct(g * Vector(scale + channel, first: lanes), n)
      (Vector(dScale + channel, first: lanes) + g * n).store(to: dScale + channel, first: lanes)
    }
    let mean = product.sum() / Float(channels)
    forEachVector(channels) { channel, lanes in
      let h = Vector(gradient + channel, first: lanes) * Vector(scale + channel, first: lanes)
      ((h - Vector(x + channel, first: lanes) * (factor * mean)) * factor)
        .store(to: dx + channel, first: lanes)
    }
  }

  private func inverseRoot(_ row: UnsafePointer<Float>, _ channels: Int) -> Float {
    var squares = Vector.zero
    forEachVector(channels) { channel, lanes in
      let x = Vector(row + channel, first: lanes)
      squares.addProduct(x, x)
    }
    return 1 / (squares.sum() / Float(channels) + epsilon).squareRoot()
  }

  @inline(__always) private func forEachVector(_ channels: Int, _ body: (Int, Int) -> Void) {
    for channel in stride(from: 0, to: channels, by: 16) { body(channel, min(16, channels - channel)) }
  }

  private func rowsOfWork(_ channels: Int) -> Int { max(1, (1 << 13) / channels) }

  private func channels(_ operation: String, _ x: Tensor, _ scale: Tensor) -> Int {
    precondition(
      scale.shape.count == 1 && x.shape.last == scale.count && scale.count > 0,
      "\(operation): expected x [..., C] and scale [C], got \(x.shape) and \(scale.shape)")
    return scale.count
  }
}

extension Tensor {
  /// [R, C] -> the sum of the rows in their order, [C].
  var summedRows: Tensor {
    var result = Tensor(repeating: 0, shape: [shape[1]])
    let (source, sums) = (floats, result.mutableFloats)
    for row in 0..<shape[0] {
      for column in 0..<shape[1] { sums[column] += source[row * shape[1] + column] }
    }
    return result
  }
}
