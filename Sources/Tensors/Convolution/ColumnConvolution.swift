import KernelInterface

/// Convolution as matrix products: the windows under the kernel are the rows of a matrix, which are read where they lie in a
/// padded strip of the image. The gradient for the image is made of patches, as wide as a window (Chellapilla, Puri and
/// Simard 2006), a tile at a time. A 1x1 kernel needs neither: the image is the matrix.
struct ColumnConvolution: ConvolutionAlgorithm {
  /// Floats of patches in a tile: half a megabyte.
  private static let tile = 1 << 17
  /// Windows whose gradients are packed together.
  private static let windows = 128

  func output(
    _ image: Tensor, weight: UsedKernel, bias: Tensor, epilogue: ChannelAffine?, _ size: ConvolutionSize
  ) -> Tensor {
    var result = Tensor(uninitialized: size.outputShape)
    let padded = Tensor.padded(bias, count: size.outputs)
    let (x, b, y) = (image.floats, padded.floats, result.mutableFloats)
    let kernel = weight.prepared(for: .columns) {
      PackedMatrix($0.floats, depth: size.patch, columns: size.outputs, rowStep: size.outputs)
    }
    let isFused = size.outputs % 16 == 0  // then a piece ends with a vector, and can be finished in the cache
    forEachPiece(size) { _, rows in
      if size.isPointwise {
        let pixels = rows.lowerBound * size.outputWidth..<rows.upperBound * size.outputWidth
        let target = y + pixels.lowerBound * size.outputs
        fill(target, pixels: pixels.count, with: b, channels: size.outputs)
        kernel.multiply(
          x + pixels.lowerBound * size.inputs, rowStep: size.inputs, rows: pixels.count, into: target,
          rowStride: size.outputs, accumulating: true)
        if isFused { epilogue?.applyGELU(target, floats: pixels.count * size.outputs) }
        return
      }
      let strips = WindowStrips(size)
      strips.forEach(rows, of: x) { pixels, windows in
        let target = y + pixels.lowerBound * size.outputs
        kernel.multiply(windows, count: pixels.count, strips.runs, bias: b, into: target)
        if isFused { epilogue?.applyGELU(target, floats: pixels.count * size.outputs) }
      }
    }
    withExtendedLifetime(padded) {}
    return isFused ? result : epilogue?(result, throughGELU: true) ?? result
  }

  func imageGradient(
    _ gradient: Tensor, weight: UsedKernel, bias: Tensor?, epilogue: ChannelAffine?, _ size: ConvolutionSize
  ) -> Tensor {
    var result = Tensor(uninitialized: size.imageShape)
    let start = bias ?? Tensor(repeating: 0, shape: [size.inputs])
    let (g, b, x) = (gradient.floats, start.floats, result.mutableFloats)
    let kernel = weight.prepared(for: .patches) {
      PackedMatrix(
        $0.floats, depth: size.outputs, columns: size.patch, rowStep: 1, columnStep: size.outputs)
    }
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
    let pitch = size.outputs.roundedUp(to: kernels.lanes)
    let outer = gradient.resizingLastAxis(to: pitch)
    let (strips, x, g) = (WindowStrips(size), image.floats, outer.floats)
    let runs =
      size.isPointwise ? WindowRuns(count: 1, length: size.inputs, stride: 0) : strips.runs
    let count = runs.count * runs.pitch * pitch
    let pieces = pieces(size, maximum: 16)
    var partial = Tensor(repeating: 0, shape: [pieces.pieces, count])
    let sums = partial.mutableFloats
    pieces.concurrently { piece, rows in
      guard !size.isPointwise else {
        let pixels = rows.lowerBound * size.outputWidth..<rows.upperBound * size.outputWidth
        for first in stride(from: pixels.lowerBound, to: pixels.upperBound, by: Self.windows) {
          kernels.addProduct(
            x + first * size.inputs, rowStep: 1, depthStep: size.inputs, g + first * pitch, rowStride: pitch,
            into: sums + piece * count, rowStride: pitch, rows: size.inputs, columns: pitch,
            depth: min(Self.windows, pixels.upperBound - first))
        }
        return
      }
      strips.forEach(rows, of: x, limit: Self.windows) { pixels, windows in
        kernels.addWindowProducts(
          windows, count: pixels.count, runs, g + pixels.lowerBound * pitch, pitch: pitch,
          into: sums + piece * count)
      }
    }
    withExtendedLifetime(outer) {}
    return partial.summedOverFirstAxis().reshaped(to: [runs.count * runs.pitch, pitch])
      .resizingLastAxis(to: size.outputs).reshaped(to: [runs.count, runs.pitch * size.outputs])
      .resizingLastAxis(to: runs.length * size.outputs).reshaped(to: size.weightShape)
  }

  private func pieces(_ size: ConvolutionSize, maximum: Int) -> Partition {
    Partition(size.images * size.outputHeight, grain: min(8, tileRows(size)), maximum: maximum)
  }

  private func tileRows(_ size: ConvolutionSize) -> Int {
    max(1, Self.tile / (size.outputWidth * size.patch))
  }

  /// Calls `body` from several threads with rows of output pixels, counted across the batch.
  private func forEachPiece(_ size: ConvolutionSize, _ body: (_ piece: Int, _ rows: Range<Int>) -> Void) {
    pieces(size, maximum: 64).concurrently(body)
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
func fill(
  _ destination: UnsafeMutablePointer<Float>, pixels: Int, with values: UnsafePointer<Float>, channels: Int
) {
  for pixel in 0..<pixels { (destination + pixel * channels).update(from: values, count: channels) }
}
