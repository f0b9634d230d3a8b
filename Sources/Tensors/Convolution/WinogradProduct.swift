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
    let output = pass.output
    var result = Tensor(
      uninitialized: [
        output.images, output.height * output.side, output.width * output.side, output.channels,
      ])
    let padded = Tensor.padded(bias, count: output.channels)
    let zeros = TensorStorage(repeating: 0, count: pass.input.channels + 16)
    let (x, b, y) = (image.floats, padded.floats, result.mutableFloats)
    let (block, tiles) = (tilesInBlock, pass.input.tiles)
    Partition((tiles + block - 1) / block, grain: 1, maximum: 256).concurrently { _, blocks in
      let scratch = TensorStorage(uninitialized: kernels.scratch(tiles: block, pass))
      for index in blocks {
        kernels.convolveTiles(
          index * block..<min((index + 1) * block, tiles), pass, x, kernel: kernel.floats, bias: b,
          epilogue: epilogue?.vectors, into: y, scratch: scratch.floats, zeros: zeros.floats)
      }
      withExtendedLifetime(scratch) {}
    }
    withExtendedLifetime((padded, zeros, epilogue)) {}
    return result
  }

  /// As many tiles as keep a block's matrices in half a megabyte; more when the kernel itself is larger than that,
  /// so that it is not read too often.
  private var tilesInBlock: Int {
    let fitting = 140_000 / (36 * (pass.kernel.depth + 32))
    return max(24, min(96, fitting)).roundedUp(to: 12)
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
