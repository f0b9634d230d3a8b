/// Convolution as matrix products: the image patches under the kernel become the rows of a matrix
/// (Chellapilla, Puri and Simard 2006), a tile at a time, so that a tile stays in the cache.
struct ColumnConvolution: ConvolutionAlgorithm {
  /// Floats of patches in a tile: half a megabyte.
  private static let tile = 1 << 17

  func output(_ image: Tensor, weight: Tensor, bias: Tensor, _ size: ConvolutionSize) -> Tensor {
    var result = Tensor(uninitialized: size.outputShape)
    let (x, w, b, y) = (image.floats, weight.floats, bias.floats, result.mutableFloats)
    let patches = Patches(size)
    let rowLength = size.outputWidth * size.outputs
    let rows = Partition(patches.rows, grain: min(8, tileRows(size)))
    rows.concurrently { _, rows in
      withTiles(of: rows, size) { tile, columns in
        patches.gather(tile, from: x, into: columns)
        let destination = y + tile.lowerBound * rowLength
        fill(destination, pixels: tile.count * size.outputWidth, with: b, channels: size.outputs)
        multiply(
          Matrix(floats: columns, rowStride: size.patch), Matrix(floats: w, rowStride: size.outputs),
          into: destination, rowStride: size.outputs, rows: tile.count * size.outputWidth,
          columns: size.outputs, depth: size.patch, accumulating: true)
      }
    }
    return result
  }

  func imageGradient(_ gradient: Tensor, weight: Tensor, bias: Tensor?, _ size: ConvolutionSize) -> Tensor {
    var result = Tensor(uninitialized: size.imageShape)
    let start = bias ?? Tensor(repeating: 0, shape: [size.inputs])
    let (g, w, b, x) = (gradient.floats, weight.floats, start.floats, result.mutableFloats)
    let patches = Patches(size)
    let pixels = size.height * size.width
    Partition(size.images, grain: 1, maximum: 16).concurrently { _, images in
      fill(
        x + images.lowerBound * pixels * size.inputs, pixels: images.count * pixels, with: b,
        channels: size.inputs)
      let rows = images.lowerBound * size.outputHeight..<images.upperBound * size.outputHeight
      withTiles(of: rows, size) { tile, columns in
        multiply(
          Matrix(floats: g + tile.lowerBound * size.outputWidth * size.outputs, rowStride: size.outputs),
          Matrix(floats: w, rowStride: size.outputs, transposed: true),
          into: columns, rowStride: size.patch, rows: tile.count * size.outputWidth,
          columns: size.patch, depth: size.outputs)
        patches.scatter(tile, from: columns, into: x)
      }
    }
    withExtendedLifetime(start) {}
    return result
  }

  /// Every piece of the batch sums its own gradient; the pieces are then added in order.
  func weightGradient(_ gradient: Tensor, image: Tensor, _ size: ConvolutionSize) -> Tensor {
    let rows = Partition(size.images * size.outputHeight, grain: min(8, tileRows(size)), maximum: 16)
    let count = size.patch * size.outputs
    var partial = Tensor(repeating: 0, shape: [rows.pieces, count])
    let (g, x, sums) = (gradient.floats, image.floats, partial.mutableFloats)
    let patches = Patches(size)
    rows.concurrently { piece, rows in
      withTiles(of: rows, size) { tile, columns in
        patches.gather(tile, from: x, into: columns)
        multiply(
          Matrix(floats: columns, rowStride: size.patch, transposed: true),
          Matrix(floats: g + tile.lowerBound * size.outputWidth * size.outputs, rowStride: size.outputs),
          into: sums + piece * count, rowStride: size.outputs, rows: size.patch,
          columns: size.outputs, depth: tile.count * size.outputWidth, accumulating: true)
      }
    }
    return partial.summedOverFirstAxis().reshaped(to: size.weightShape)
  }

  private func tileRows(_ size: ConvolutionSize) -> Int {
    max(1, Self.tile / (size.outputWidth * size.patch))
  }

  /// Calls `body` with `rows` in tiles and with scratch memory for a tile's patches.
  private func withTiles(
    of rows: Range<Int>, _ size: ConvolutionSize, _ body: (Range<Int>, UnsafeMutablePointer<Float>) -> Void
  ) {
    let step = min(tileRows(size), rows.count)
    let scratch = TensorStorage(uninitialized: step * size.outputWidth * size.patch)
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
