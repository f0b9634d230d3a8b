import KernelInterface

/// The kernel of a convolution or a matrix in half precision, without loss: half the memory of a `Tensor`.
///
/// It lies in the panels that products read, so that a piece of a panel can be expanded where it is needed, in a core's
/// cache, and the whole is never there in single precision.
public final class HalfKernel: @unchecked Sendable {
  /// In the engine's order: [height, width, C, K], or [C, K].
  public let shape: [Int]
  /// Columns of a panel.
  let panelWidth = 2 * kernels.lanes
  /// Panel by panel, row by row, as `KernelSet.expand` reads them; columns behind K are zeros.
  private let words: UnsafeMutablePointer<UInt32>

  /// Weights in torch's order, [K, C, height, width] or [K, C]; nil when one is no half-precision number: not finite,
  /// too large or too fine.
  public convenience init?(outputsLast weights: Tensor) {
    let source = weights.floats
    self.init(torchShape: weights.shape) { Self.half(source[$0]) }
    withExtendedLifetime(weights) {}
  }

  /// The same from binary16 numbers, little-endian, at any alignment; nil when one is not finite.
  public convenience init?(torchShape shape: [Int], binary16 bytes: UnsafeRawBufferPointer) {
    let count = shape.reduce(1, *)
    precondition(bytes.count == 2 * count, "HalfKernel: expected \(2 * count) bytes, got \(bytes.count)")
    self.init(torchShape: shape) { index in
      let half = UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: 2 * index, as: UInt16.self))
      return (half, half & 0x7c00 != 0x7c00)
    }
  }

  @inline(__always) private init?(
    torchShape torch: [Int], _ half: (_ index: Int) -> (bits: UInt16, isExact: Bool)
  ) {
    precondition(
      torch.count == 2 || torch.count == 4, "HalfKernel: expected [K, C] or [K, C, H, W], got \(torch)")
    let (outputs, inputs, taps) = (torch[0], torch[1], torch.dropFirst(2).reduce(1, *))
    shape = torch.dropFirst(2) + [inputs, outputs]
    let (rows, lanes) = (taps * inputs, kernels.lanes)
    let panels = (outputs + 2 * lanes - 1) / (2 * lanes)
    let words = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, panels * rows * lanes))
    self.words = words
    var isExact = [Bool](repeating: true, count: panels)
    isExact.withUnsafeMutableBufferPointer { isExact in
      let isExact = isExact.baseAddress
      concurrently(pieces: panels) { panel in
        func number(_ row: Int, _ column: Int) -> UInt32 {
          guard column < outputs else { return 0 }
          let (tap, input) = row.quotientAndRemainder(dividingBy: inputs)
          let number = half((column * inputs + input) * taps + tap)
          if !number.isExact { isExact![panel] = false }
          return UInt32(number.bits)
        }
        for row in 0..<rows {
          for lane in 0..<lanes {
            let column = panel * 2 * lanes + lane
            words[(panel * rows + row) * lanes + lane] =
              number(row, column) | number(row, column + lanes) << 16
          }
        }
      }
    }
    guard isExact.allSatisfy({ $0 }) else { return nil }
  }

  deinit { words.deallocate() }

  /// Rows of the matrix: height times width times C.
  var rows: Int { shape.dropLast().reduce(1, *) }
  /// K
  var columns: Int { shape.last! }
  /// How many panels hold the columns.
  var panels: Int { (columns + panelWidth - 1) / panelWidth }

  /// Some rows of a panel, [rows, `panelWidth`].
  func expand(_ panel: Int, _ part: Range<Int>, into floats: UnsafeMutablePointer<Float>) {
    let start = (panel * rows + part.lowerBound) * kernels.lanes
    kernels.expand(words + start, rows: part.count, into: floats)
  }

  /// The same numbers in single precision.
  public var tensor: Tensor {
    var result = Tensor(uninitialized: shape)
    let (target, width, columns) = (result.mutableFloats, panelWidth, columns)
    Partition(rows, grain: max(1, (1 << 14) / max(1, columns))).concurrently { _, part in
      let scratch = TensorStorage(uninitialized: part.count * width)
      for panel in 0..<panels {
        expand(panel, part, into: scratch.floats)
        let count = min(width, columns - panel * width)
        for row in 0..<part.count {
          let place = (part.lowerBound + row) * columns + panel * width
          (target + place).update(from: scratch.floats + row * width, count: count)
        }
      }
      withExtendedLifetime(scratch) {}
    }
    return result
  }

  /// Times 2^-112 a number's exponent is that of its half, whose bits are then the float's without the last 13; this
  /// holds for subnormal halves as well.
  @inline(__always) private static func half(_ number: Float) -> (bits: UInt16, isExact: Bool) {
    let scaled = number * 0x1p-112
    let magnitude = scaled.bitPattern & 0x7fff_ffff
    let isExact = magnitude & 0x1fff == 0 && magnitude < 0x7c00 << 13 && scaled * 0x1p112 == number
    return (UInt16(truncatingIfNeeded: scaled.bitPattern >> 16 & 0x8000 | magnitude >> 13), isExact)
  }
}
