import KernelInterface

/// 4x4 convolutions with stride 2 and padding 1, whose transposes double an image's size.
///
/// Blocks of 2x2 pixels as four groups of channels turn them into 3x3 convolutions with stride 1 in which each
/// group has a 2x2 kernel. In either direction such a kernel vanishes at one of Winograd's six points, 0 or
/// infinity: 25 of the 36 products remain, for 64 of the direct method.
struct WinogradStride2: ConvolutionAlgorithm {
  /// Row (or column) of the 4x4 kernel that tap -1, 0 or 1 of the 3x3 kernel is for pixels of even and of odd rows.
  private static let taps: [[Int?]] = [[nil, 1, 3], [0, 2, nil]]

  func output(
    _ image: Tensor, weight: UsedKernel, bias: Tensor, epilogue: ChannelAffine?, _ size: ConvolutionSize
  ) -> Tensor {
    WinogradProduct(
      input: PixelGrid(size.imageShape, side: 2), output: PixelGrid(size.outputShape),
      kernel: weight.prepared(for: .stride2, Self.kernel), positions: Self.positions
    )(image, bias: bias, epilogue: epilogue)
  }

  func imageGradient(
    _ gradient: Tensor, weight: UsedKernel, bias: Tensor?, epilogue: ChannelAffine?, _ size: ConvolutionSize
  ) -> Tensor {
    WinogradProduct(
      input: PixelGrid(size.outputShape), output: PixelGrid(size.imageShape, side: 2),
      kernel: weight.prepared(for: .stride2Transposed, Self.transposedKernel),
      positions: Self.reversedPositions
    )(gradient, bias: bias, epilogue: epilogue)
  }

  func weightGradient(_ gradient: Tensor, image: Tensor, _ size: ConvolutionSize) -> Tensor {
    let grouped = WinogradWeightGradient(
      input: PixelGrid(size.imageShape, side: 2), output: PixelGrid(size.outputShape),
      positions: Self.positions
    )(gradient, image: image)
    return Self.ungrouped(grouped, size.weightShape)
  }

  private static let positions = WinogradPositions(groups: 4) { isUsed($0, $1, reversed: false) }
  private static let reversedPositions = WinogradPositions(groups: 4) { isUsed($0, $1, reversed: true) }

  /// Without its first tap a kernel vanishes at the point 0, without its last at infinity.
  private static func isUsed(_ position: Int, _ group: Int, reversed: Bool) -> Bool {
    func vanishing(_ parity: Int) -> Int { (parity == 0) != reversed ? 0 : 5 }
    return position / 6 != vanishing(group / 2) && position % 6 != vanishing(group % 2)
  }

  private static func kernel(_ weight: Tensor) -> WinogradKernel {
    WinogradKernel(grouped(weight), inputGroups: 4)
  }

  private static func transposedKernel(_ weight: Tensor) -> WinogradKernel {
    WinogradKernel(grouped(weight).rotatedAndTransposed, outputGroups: 4)
  }

  /// [4, 4, C, K] -> [3, 3, 4 C, K]
  private static func grouped(_ weight: Tensor) -> Tensor {
    let size = weight.shape[2] * weight.shape[3]
    var result = Tensor(uninitialized: [3, 3, 4 * weight.shape[2], weight.shape[3]])
    let (source, target) = (weight.floats, result.mutableFloats)
    concurrently(pieces: 36) { place in
      let (tap, group) = place.quotientAndRemainder(dividingBy: 4)
      if let row = taps[group / 2][tap / 3], let column = taps[group % 2][tap % 3] {
        (target + place * size).update(from: source + (row * 4 + column) * size, count: size)
      } else {
        (target + place * size).update(repeating: 0, count: size)
      }
    }
    return result
  }

  /// [3, 3, 4 C, K] -> [4, 4, C, K]
  private static func ungrouped(_ gradient: Tensor, _ shape: [Int]) -> Tensor {
    let size = shape[2] * shape[3]
    var result = Tensor(uninitialized: shape)
    let (source, target) = (gradient.floats, result.mutableFloats)
    concurrently(pieces: 36) { place in
      let (tap, group) = place.quotientAndRemainder(dividingBy: 4)
      guard let row = taps[group / 2][tap / 3], let column = taps[group % 2][tap % 3] else { return }
      (target + (row * 4 + column) * size).update(from: source + place * size, count: size)
    }
    return result
  }
}
