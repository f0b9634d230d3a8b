/// Convolution by a library's matrix products: the patches under the kernel are copied into the rows of a matrix
/// (Chellapilla, Puri and Simard 2006), for the output and for both gradients alike.
struct ForeignConvolution: ConvolutionAlgorithm {
  let product: ForeignProduct
  /// Floats of patches that a thread holds: four megabytes.
  private static let tile = 1 << 20

  func output(
    _ image: Tensor, weight: UsedKernel, bias: Tensor, epilogue: ChannelAffine?, _ size: ConvolutionSize
  ) -> Tensor {
    var result = Tensor(uninitialized: size.outputShape)
    let (x, w, b, y) = (image.floats, weight.weight.floats, bias.floats, result.mutableFloats)
    forEachTile(size, pieces: 64) { _, pixels, patches in
      let target = y + pixels.lowerBound * size.outputs
      fill(target, pixels: pixels.count, with: b, channels: size.outputs)
      multiply(
        .init(gathered(pixels, of: x, into: patches, size), width: size.patch),
        .init(w, width: size.outputs), into: target,
        rows: pixels.count, columns: size.outputs, depth: size.patch, accumulates: true)
    }
    withExtendedLifetime((image, weight, bias)) {}
    return epilogue?(result, throughGELU: true) ?? result
  }

  func imageGradient(
    _ gradient: Tensor, weight: UsedKernel, bias: Tensor?, epilogue: ChannelAffine?, _ size: ConvolutionSize
  ) -> Tensor {
    var result = Tensor(uninitialized: size.imageShape)
    let start = bias ?? Tensor(repeating: 0, shape: [size.inputs])
    let (g, w, b, x) = (gradient.floats, weight.weight.floats, start.floats, result.mutableFloats)
    let pixels = size.height * size.width
    Partition(size.images, grain: 1).concurrently { _, images in
      fill(
        x + images.lowerBound * pixels * size.inputs, pixels: images.count * pixels, with: b,
        channels: size.inputs)
      let rows = images.lowerBound * size.outputHeight..<images.upperBound * size.outputHeight
      withTiles(of: rows, size) { tile, patches in
        multiply(
          .init(g + tile.lowerBound * size.outputWidth * size.outputs, width: size.outputs),
          .init(w, width: size.outputs, isTransposed: true), into: patches,
          rows: tile.count * size.outputWidth, columns: size.patch, depth: size.outputs, accumulates: false)
        Patches(size).scatter(tile, from: patches, into: x)
      }
    }
    withExtendedLifetime((gradient, weight, start)) {}
    return epilogue?(result, throughGELU: true) ?? result
  }

  /// Every piece of the batch sums its own gradient; the pieces are then added in order.
  func weightGradient(_ gradient: Tensor, image: Tensor, _ size: ConvolutionSize) -> Tensor {
    let (x, g, count) = (image.floats, gradient.floats, size.patch * size.outputs)
    let pieces = partition(size, maximum: 16)
    var partial = Tensor(repeating: 0, shape: [pieces.pieces, count])
    let sums = partial.mutableFloats
    forEachTile(size, pieces: 16) { piece, pixels, patches in
      multiply(
        .init(gathered(pixels, of: x, into: patches, size), width: size.patch, isTransposed: true),
        .init(g + pixels.lowerBound * size.outputs, width: size.outputs), into: sums + piece * count,
        rows: size.patch, columns: size.outputs, depth: pixels.count, accumulates: true)
    }
    withExtendedLifetime((image, gradient)) {}
    return partial.summedOverFirstAxis().reshaped(to: size.weightShape)
  }

  /// c [rows, columns], one row after the other.
  private func multiply(
    _ a: ForeignProduct.Factor, _ b: ForeignProduct.Factor, into c: UnsafeMutablePointer<Float>, rows: Int,
    columns: Int, depth: Int, accumulates: Bool
  ) {
    product.compute(
      .init(
        a: a, b: b, c: c, rowStride: columns, rows: rows, columns: columns, depth: depth,
        accumulates: accumulates))
  }

  /// The patches of some output pixels: the image itself under a 1x1 kernel.
  private func gathered(
    _ pixels: Range<Int>, of image: UnsafePointer<Float>, into patches: UnsafeMutablePointer<Float>,
    _ size: ConvolutionSize
  ) -> UnsafePointer<Float> {
    guard !size.isPointwise else { return image + pixels.lowerBound * size.inputs }
    Patches(size).gather(pixels, columns: 0..<size.patch, from: image, into: patches)
    return UnsafePointer(patches)
  }

  private func partition(_ size: ConvolutionSize, maximum: Int) -> Partition {
    Partition(size.images * size.outputHeight, grain: 8, maximum: maximum)
  }

  /// Calls `body` from several threads with a piece's number, output pixels counted across the batch, and room for their
  /// patches.
  private func forEachTile(
    _ size: ConvolutionSize, pieces: Int,
    _ body: (_ piece: Int, _ pixels: Range<Int>, _ patches: UnsafeMutablePointer<Float>) -> Void
  ) {
    partition(size, maximum: pieces).concurrently { piece, rows in
      withTiles(of: rows, size) { tile, patches in
        body(piece, tile.lowerBound * size.outputWidth..<tile.upperBound * size.outputWidth, patches)
      }
    }
  }

  /// Calls `body` with rows of output pixels in tiles and room for a tile's patches.
  private func withTiles(
    of rows: Range<Int>, _ size: ConvolutionSize,
    _ body: (Range<Int>, UnsafeMutablePointer<Float>) -> Void
  ) {
    guard !rows.isEmpty else { return }
    let step = min(rows.count, max(1, Self.tile / max(1, size.outputWidth * size.patch)))
    let scratch = TensorStorage(uninitialized: step * size.outputWidth * size.patch)
    for start in stride(from: rows.lowerBound, to: rows.upperBound, by: step) {
      body(start..<min(start + step, rows.upperBound), scratch.floats)
    }
    withExtendedLifetime(scratch) {}
  }
}
