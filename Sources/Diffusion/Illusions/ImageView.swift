import Tensors

/// A way of looking at a square image: an orthogonal map, so that white noise stays white noise (Geng, Park and Owens
/// 2024, section 3.3).
public enum ImageView: Hashable, Sendable {
  /// As it is.
  case identity
  /// Upside down.
  case flip
  /// A quarter turn clockwise.
  case clockwise
  /// A quarter turn counterclockwise.
  case counterclockwise
  /// Half a turn.
  case halfTurn
  /// With all colours inverted.
  case negative
  /// Column i rolled down by factor (i - H / 2), rounded towards zero; the paper's factor is 1.5.
  case skew(factor: Double)
  /// side x side patches in another order: patch i comes from `order[i]`.
  case patches(side: Int, order: [Int])
  /// The pieces of a jigsaw puzzle in another arrangement.
  case jigsaw(Jigsaw)
  /// Half a turn within a circle of 3/4 of the side.
  case innerCircle
  /// Three by three squares, turned by a quarter alternately to the left and to the right.
  case squareHinge

  /// Patches in a random order; with side 64 on an image of 64 pixels, a permutation of pixels.
  public static func permutedPatches(side: Int, _ generator: inout TorchGenerator) -> ImageView {
    .patches(side: side, order: generator.permutation(side * side))
  }

  /// Images [N, S, S, C] as seen, of the same shape.
  public func seen(_ images: Tensor) -> Tensor {
    self == .negative ? -1 * images : images.permuting(pixels: sources(side: side(images)))
  }

  /// The noise [N, S, S, C] found in images as seen -> the noise in the images themselves; also a way back for images.
  public func inverse(_ images: Tensor) -> Tensor {
    self == .negative ? -1 * images : inverseOfVariance(images)
  }

  /// The same for codes [N, S, S, C] of the variance, which a negative leaves alone.
  public func inverseOfVariance(_ codes: Tensor) -> Tensor {
    guard self != .negative else { return codes }
    let sources = sources(side: side(codes))
    var inverse = sources
    for (destination, source) in sources.enumerated() { inverse[source] = destination }
    return codes.permuting(pixels: inverse)
  }

  private func side(_ images: Tensor) -> Int {
    precondition(
      images.shape.count == 4 && images.shape[1] == images.shape[2],
      "ImageView: expected square images [N, S, S, C], got \(images.shape)")
    return images.shape[1]
  }

  /// For each pixel as seen, the pixel of the image that is there.
  func sources(side: Int) -> [Int] {
    let pixels = PixelSquare(side: side)
    switch self {
    case .identity, .negative: return pixels.sources { ($0, $1) }
    case .flip: return pixels.sources { (side - 1 - $0, $1) }
    case .clockwise: return pixels.sources { (side - 1 - $1, $0) }
    case .counterclockwise: return pixels.sources { ($1, side - 1 - $0) }
    case .halfTurn: return pixels.sources { (side - 1 - $0, side - 1 - $1) }
    case .skew(let factor):
      return pixels.sources { row, column in
        let roll = Int(factor * (Double(column) - Double(side) / 2))
        return (((row - roll) % side + side) % side, column)
      }
    case .patches(let patches, let order): return pixels.permuted(patches: patches, order)
    case .jigsaw(let puzzle): return puzzle.sources(side: side)
    case .innerCircle: return pixels.turnedWithinCircle()
    case .squareHinge: return pixels.hinged()
    }
  }
}

/// The pixels of a square image, row by row.
struct PixelSquare {
  let side: Int

  /// For each pixel, the number of the pixel that `source` names for its row and column.
  func sources(_ source: (_ row: Int, _ column: Int) -> (Int, Int)) -> [Int] {
    (0..<side * side).map { index in
      let (row, column) = source(index / side, index % side)
      return row * side + column
    }
  }

  func permuted(patches: Int, _ order: [Int]) -> [Int] {
    precondition(
      side % patches == 0 && order.count == patches * patches,
      "ImageView: expected \(patches * patches) patches that divide \(side) pixels, got \(order.count)")
    let size = side / patches
    return sources { row, column in
      let source = order[row / size * patches + column / size]
      return (source / patches * size + row % size, source % patches * size + column % size)
    }
  }

  func turnedWithinCircle() -> [Int] {
    let radius = 3 * Double(side) / 8
    return sources { row, column in
      let (y, x) = (Double(row) + 0.5 - Double(side) / 2, Double(column) + 0.5 - Double(side) / 2)
      return y * y + x * x < radius * radius ? (side - 1 - row, side - 1 - column) : (row, column)
    }
  }

  func hinged() -> [Int] {
    let size = side / 3
    return sources { row, column in
      let (i, j) = (row / max(1, size), column / max(1, size))
      guard i < 3, j < 3 else { return (row, column) }
      let (y, x) = (row % size, column % size)
      return (i + j) % 2 == 0
        ? (i * size + size - 1 - x, j * size + y) : (i * size + x, j * size + size - 1 - y)
    }
  }
}

extension Tensor {
  /// Images [N, H, W, C] whose pixel i is the pixel `sources[i]` of self.
  func permuting(pixels sources: [Int]) -> Tensor {
    let (channels, pixels) = (shape[3], sources.count)
    return reshaped(to: [shape[0] * pixels, channels])
      .gathering((0..<shape[0] * pixels).map { $0 / pixels * pixels + sources[$0 % pixels] })
      .reshaped(to: shape)
  }
}
