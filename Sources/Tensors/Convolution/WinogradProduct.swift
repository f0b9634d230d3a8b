import KernelInterface

/// A convolution of a grid with a transformed kernel, block of tiles by block of tiles: transform the inputs,
/// multiply at each of the 36 positions, transform back.
///
/// Every block stays in a core's cache; blocks share nothing but the kernel.
struct WinogradProduct {
  private let pass: WinogradPass
  private let kernel: WinogradKernel

  init(
    input: PixelGrid, output: PixelGrid, kernel: WinogradKernel, positions: WinogradPositions = .all
  ) {
    pass = WinogradPass(input: input, output: output, kernel: kernel.layout, positions: positions)
    self.kernel = kernel
  }

  func callAsFunction(_ image: Tensor, bias: Tensor?, epilogue: ChannelAffine?) -> Tensor {
    let output = pass.output.grid
    var result = Tensor(
      uninitialized: [
        output.images, output.height * output.side, output.width * output.side, output.channels,
      ])
    let padded = Tensor.padded(bias, count: output.channels)
    let zeros = TensorStorage(repeating: 0, count: pass.input.lineLength)
    let (x, b, y) = (image.floats, padded.floats, result.mutableFloats)
    let (block, strips) = (stripsInBlock, pass.input.count)
    Partition((strips + block - 1) / block, grain: 1, maximum: 256).concurrently { _, blocks in
      let scratch = TensorStorage(
        uninitialized: kernels.scratch(tiles: block * pass.input.longest, pass))
      for index in blocks {
        kernels.convolve(
          index * block..<min((index + 1) * block, strips), pass, x, kernel: kernel.floats, bias: b,
          epilogue: epilogue?.vectors, into: y, scratch: scratch.floats, zeros: zeros.floats)
      }
      withExtendedLifetime(scratch) {}
    }
    withExtendedLifetime((padded, zeros, epilogue)) {}
    return result
  }

  /// Strips of as many tiles as keep a block's matrices in half a megabyte, at least 24 so that the kernel is not read too
  /// often; and if possible a multiple of the rows that are multiplied together.
  private var stripsInBlock: Int {
    let longest = pass.input.longest
    let fitting = max(24, min(96, 140_000 / (36 * (pass.kernel.depth + 32))))
    let most = max(1, fitting * 5 / 4 / longest)
    let whole = (1...most).last { $0 * longest % kernels.blockRows == 0 && 2 * $0 * longest >= fitting }
    return whole ?? max(1, fitting / longest)
  }
}

extension Tensor {
  /// `values` [count], or zeros, with sixteen more zeros behind, so that whole registers can be read.
  static func padded(_ values: Tensor?, count: Int) -> Tensor {
    var result = Tensor(repeating: 0, shape: [count + 16])
    if let values { result.mutableFloats.update(from: values.floats, count: count) }
    return result
  }
}
