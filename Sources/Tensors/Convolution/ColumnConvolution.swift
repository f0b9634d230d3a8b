import KernelInterface

/// Convolution as matrix products: the image patches under the kernel become the rows of a matrix
/// (Chellapilla, Puri and Simard 2006), a tile at a time, so that a tile stays in the cache. A 1x1 kernel needs no
/// patches: the image is the matrix.
struct ColumnConvolution: ConvolutionAlgorithm {
  /// Floats of patches in a tile: half a megabyte.
  private static let tile = 1 << 17

  func output(
    _ image: Tensor, weight: Tensor, bias: Tensor, epilogue: ChannelAffine?, _ size: ConvolutionSize
  ) -> Tensor {
    var result = Tensor(uninitialized: size.outputShape)
    let (x, b, y) = (image.floats, bias.floats, result.mutableFloats)
    let kernel = PackedMatrix(
      weight.floats, depth: size.patch, columns: size.outputs, rowStep: size.outputs)
    let isFused = size.outputs % 16 == 0  // then a tile ends with a vector, and can be finished in the cache
    forEachTile(size) { _, pixels, columns in
      let destination = y + pixels.lowerBound * size.outputs
      fill(destination, pixels: pixels.count, with: b, channels: size.outputs)
      kernel.multiply(
        columns(x), rowStep: size.patch, rows: pixels.count, into: destination, rowStride: size.outputs,
        accumulating: true)
      if isFused { epilogue?.applyGELU(destination, floats: pixels.count * size.outputs) }
    }
    return isFused ? result : epilogue?(result, throughGELU: true) ?? result
  }

  func imageGradient(
    _ gradient: Tensor, weight: Tensor, bias: Tensor?, epilogue: ChannelAffine?, _ size: ConvolutionSize
  ) -> Tensor {
    var result = Tensor(uninitialized: size.imageShape)
    let start = bias ?? Tensor(repeating: 0, shape: [size.inputs])
    let (g, b, x) = (gradient.floats, start.floats, result.mutableFloats)
    let kernel = PackedMatrix(
      weight.floats, depth: size.outputs, columns: size.patch, rowStep: 1, columnStep: size.outputs)
    let pitch = size.patch.roundedUp(to: 16)  // whole registers, so that products are written in place
    let patches = Patches(size, pitch: pitch)
    let pixels = size.height * size.width
    let pixelsOut = size.outputHeight * size.outputWidth
    let grain = (12 + pixelsOut - 1) / pixelsOut  // rows enough for each reading of the kernel
    Partition(size.images, grain: grain).concurrently { _, images in
      fill(
        x + images.lowerBound * pixels * size.inputs, pixels: images.count * pixels, with: b,
        channels: size.inputs)
      let rows = images.lowerBound * size.outputHeight..<images.upperBound * size.outputHeight
      withTiles(of: rows, size, pitch: pitch) { tile, columns in
        kernel.multiplyPadded(
          g + tile.lowerBound * size.outputWidth * size.outputs, rowStep: size.outputs,
          rows: tile.count * size.outputWidth, into: columns, rowStride: pitch)
        patches.scatter(tile, from: columns, into: x)
      }
    }
    withExtendedLifetime(start) {}
    return epilogue?(result, throughGELU: true) ?? result
  }

  /// Every piece of the batch sums its own gradient; the pieces are then added in order.
  func weightGradient(_ gradient: Tensor, image: Tensor, _ size: ConvolutionSize) -> Tensor {
    let pitch = size.outputs.roundedUp(to: 16)
    let count = size.patch * pitch
    let pieces = pieces(size, maximum: 16)
    var partial = Tensor(repeating: 0, shape: [pieces.pieces, count])
    let outer = gradient.resizingLastAxis(to: pitch)
    let (g, x, sums) = (outer.floats, image.floats, partial.mutableFloats)
    forEachTile(size, maximum: 16) { piece, pixels, columns in
      kernels.addProduct(
        columns(x), rowStep: 1, depthStep: size.patch, g + pixels.lowerBound * pitch, rowStride: pitch,
        into: sums + piece * count, rowStride: pitch, rows: size.patch, columns: pitch, depth: pixels.count)
    }
    withExtendedLifetime(outer) {}
    let sum = partial.summedOverFirstAxis().reshaped(to: [size.patch, pitch])
    return sum.resizingLastAxis(to: size.outputs).reshaped(to: size.weightShape)
  }

  private func pieces(_ size: ConvolutionSize, maximum: Int) -> Partition {
    Partition(size.images * size.outputHeight, grain: min(8, tileRows(size)), maximum: maximum)
  }

  private func tileRows(_ size: ConvolutionSize) -> Int {
    max(1, Self.tile / (size.outputWidth * size.patch))
  }

  /// Calls `body` from several threads with the output pixels of every tile and with what gives their patches as rows.
  private func forEachTile(
    _ size: ConvolutionSize, maximum: Int = 64,
    _ body: (
      _ piece: Int, _ pixels: Range<Int>, _ columns: (UnsafePointer<Float>) -> UnsafePointer<Float>
    ) -> Void
  ) {
    let patches = Patches(size)
    pieces(size, maximum: maximum).concurrently { piece, rows in
      guard !size.isPointwise else {
        let pixels = rows.lowerBound * size.outputWidth..<rows.upperBound * size.outputWidth
        return body(piece, pixels) { $0 + pixels.lowerBound * size.inputs }
      }
      withTiles(of: rows, size, pitch: size.patch) { tile, scratch in
        let pixels = tile.lowerBound * size.outputWidth..<tile.upperBound * size.outputWidth
        body(piece, pixels) { image in
          patches.gather(tile, from: image, into: scratch)
          return UnsafePointer(scratch)
        }
      }
    }
  }

  /// Calls `body` with `rows` in tiles and with scratch memory for a tile's patches.
  private func withTiles(
    of rows: Range<Int>, _ size: ConvolutionSize, pitch: Int,
    _ body: (Range<Int>, UnsafeMutablePointer<Float>) -> Void
  ) {
    let step = min(tileRows(size), rows.count)
    let scratch = TensorStorage(uninitialized: step * size.outputWidth * pitch)
    for start in stride(from: rows.lowerBound, to: rows.upperBound, by: step) {
      body(start..<min(start + step, rows.upperBound), scratch.floats)
    }
    withExtendedLifetime(scratch) {}
  }
}

/// Writes one value a channel to every pixel.
private func fill(
  _ destination: UnsafeMutablePointer<Float>, pixels: Int, with values: UnsafePointer<Float>, channels: Int
) {
  for pixel in 0..<pixels { (destination + pixel * channels).update(from: values, count: channels) }
}
