/// 4x4 convolutions with stride 2 and padding 1, whose transposes double an image's size.
///
/// Blocks of 2x2 pixels as four groups of channels turn them into 3x3 convolutions with stride 1 in which each
/// group has a 2x2 kernel. In either direction such a kernel vanishes at one of Winograd's six points, 0 or
/// infinity: 25 of the 36 products remain, for 64 of the direct method.
struct WinogradStride2: ConvolutionAlgorithm {
  /// Row (or column) of the 4x4 kernel that tap -1, 0 or 1 of the 3x3 kernel is for pixels of even and of odd rows.
  private static let taps: [[Int?]] = [[nil, 1, 3], [0, 2, nil]]

  func output(_ image: Tensor, weight: Tensor, bias: Tensor, _ size: ConvolutionSize) -> Tensor {
    let kernel = WinogradKernel(Self.grouped(weight), inputGroups: 4)
    return WinogradProduct(
      input: PixelGrid(size.imageShape, side: 2), output: PixelGrid(size.outputShape), kernel: kernel
    ) { Self.isUsed($0, $1, reversed: false) }(image, bias: bias)
  }

  func imageGradient(_ gradient: Tensor, weight: Tensor, bias: Tensor?, _ size: ConvolutionSize) -> Tensor {
    let kernel = WinogradKernel(Self.grouped(weight).rotatedAndTransposed, outputGroups: 4)
    return WinogradProduct(
      input: PixelGrid(size.outputShape), output: PixelGrid(size.imageShape, side: 2), kernel: kernel
    ) { Self.isUsed($0, $1, reversed: true) }(gradient, bias: bias)
  }

  func weightGradient(_ gradient: Tensor, image: Tensor, _ size: ConvolutionSize) -> Tensor {
    let grouped = WinogradWeightGradient(
      input: PixelGrid(size.imageShape, side: 2), output: PixelGrid(size.outputShape)
    ) { Self.isUsed($0, $1, reversed: false) }(gradient, image: image)
    return Self.ungrouped(grouped, size.weightShape)
  }

  /// Without its first tap a kernel vanishes at the point 0, without its last at infinity.
  private static func isUsed(_ position: Int, _ group: Int, reversed: Bool) -> Bool {
    func vanishing(_ parity: Int) -> Int { (parity == 0) != reversed ? 0 : 5 }
    return position / 6 != vanishing(group / 2) && position % 6 != vanishing(group % 2)
  }

  /// [4, 4, C, K] -> [3, 3, 4 C, K]
  private static func grouped(_ weight: Tensor) -> Tensor {
    let size = weight.shape[2] * weight.shape[3]
    var result = Tensor(repeating: 0, shape: [3, 3, 4 * weight.shape[2], weight.shape[3]])
    let (source, target) = (weight.floats, result.mutableFloats)
    forEachTap { (target + $1 * size).update(from: source + $0 * size, count: size) }
    return result
  }

  /// [3, 3, 4 C, K] -> [4, 4, C, K]
  private static func ungrouped(_ gradient: Tensor, _ shape: [Int]) -> Tensor {
    let size = shape[2] * shape[3]
    var result = Tensor(uninitialized: shape)
    let (source, target) = (gradient.floats, result.mutableFloats)
    forEachTap { (target + $0 * size).update(from: source + $1 * size, count: size) }
    return result
  }

  /// Calls `body` with the number of every tap of the 4x4 kernel and its number among the 9 x 4 of the other.
  private static func forEachTap(_ body: (_ tap: Int, _ groupedTap: Int) -> Void) {
    for group in 0..<4 {
      for y in 0..<3 {
        for x in 0..<3 {
          guard let row = taps[group / 2][y], let column = taps[group % 2][x] else { continue }
          body(row * 4 + column, (y * 3 + x) * 4 + group)
        }
      }
    }
  }
}
