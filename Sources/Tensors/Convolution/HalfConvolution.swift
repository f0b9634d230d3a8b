import KernelInterface

/// Convolutions as matrix products with a kernel in half precision, which is expanded a piece of a panel at a time; with
/// the bits of `ColumnConvolution` and `AdjointConvolution` for the same kernel in single precision.
///
/// A piece of work is a block of output pixels by a few panels, so that a kernel larger than the images is read once
/// or twice and not for every tile of pixels.
struct HalfConvolution {
  let size: ConvolutionSize
  let kernel: HalfKernel

  /// Rows of a panel that are expanded at a time: where a product cuts its depth.
  private static let depth = 512
  /// Output pixels in a block: enough to repay the expansion of a panel, and few enough for a core's cache.
  private static let pixels = 192
  /// Panels in a piece of work: enough to repay the gathering of patches.
  private static let panels = 4

  /// As `ColumnConvolution`: patches times the kernel.
  func columns(_ image: Tensor, bias: Tensor) -> Tensor {
    let blocks = Partition(size.images * pixelsInImage, grain: Self.pixels)
    let pitch = Self.depth + 16  // no power of two, which would put all rows into few sets of the cache
    return output(bias: bias, blocks: blocks, pixelsInItem: 1) { panels, pixels, y in
      let patches = Patches(size, pitch: pitch)
      let scratch = TensorStorage(uninitialized: size.isPointwise ? 0 : pixels.count * pitch)
      let expanded = TensorStorage(uninitialized: Self.depth * kernel.panelWidth)
      for depths in Self.cuts(0..<size.patch) {
        var (a, step) = (image.floats + pixels.lowerBound * size.inputs + depths.lowerBound, size.inputs)
        if !size.isPointwise {
          patches.gather(pixels, columns: depths, from: image.floats, into: scratch.floats)
          (a, step) = (UnsafePointer(scratch.floats), pitch)
        }
        for panel in panels {
          kernel.expand(panel, depths, into: expanded.floats)
          multiply(
            a, rowStep: step, rows: pixels.count, expanded.floats, depth: depths.count,
            into: y + (pixels.lowerBound * size.outputs + panel * kernel.panelWidth), rowStride: size.outputs,
            columns: columns(of: panel), accumulating: true)
        }
      }
      withExtendedLifetime((scratch, expanded)) {}
    }
  }

  /// As `AdjointConvolution`: the image times the kernel's taps, each added where it belongs.
  func adjoint(_ image: Tensor, bias: Tensor) -> Tensor {
    let blocks = Partition(size.images, grain: max(1, Self.pixels / 2 / pixelsInImage))
    return output(bias: bias, blocks: blocks, pixelsInItem: pixelsInImage) { panels, pixels, y in
      let expanded = TensorStorage(uninitialized: Self.depth * kernel.panelWidth)
      let products = TensorStorage(uninitialized: pixels.count * kernel.panelWidth)
      let x = image.floats + pixels.lowerBound * size.inputs
      for panel in panels {
        for tap in 0..<size.kernelHeight * size.kernelWidth {
          for depths in Self.cuts(tap * size.inputs..<(tap + 1) * size.inputs) {
            let first = depths.lowerBound - tap * size.inputs
            kernel.expand(panel, depths, into: expanded.floats)
            multiply(
              x + first, rowStep: size.inputs, rows: pixels.count, expanded.floats, depth: depths.count,
              into: products.floats, rowStride: kernel.panelWidth, columns: kernel.panelWidth,
              accumulating: first > 0)
          }
          add(tap, of: panel, products.floats, pixels, to: y)
        }
      }
      withExtendedLifetime((expanded, products)) {}
    }
  }

  /// A tensor whose pieces, blocks of items by panels, `body` adds to the bias, from several threads.
  private func output(
    bias: Tensor, blocks: Partition, pixelsInItem: Int,
    _ body: (_ panels: Range<Int>, _ pixels: Range<Int>, UnsafeMutablePointer<Float>) -> Void
  ) -> Tensor {
    var result = Tensor(uninitialized: size.outputShape)
    let (b, y) = (bias.floats, result.mutableFloats)
    let groups = Partition(kernel.panels, grain: Self.panels)
    concurrently(pieces: blocks.pieces * groups.pieces) { piece in
      let (block, group) = piece.quotientAndRemainder(dividingBy: groups.pieces)
      let (items, panels) = (blocks[block], groups[group])
      let pixels = items.lowerBound * pixelsInItem..<items.upperBound * pixelsInItem
      let first = panels.lowerBound * kernel.panelWidth
      let count = min(size.outputs, panels.upperBound * kernel.panelWidth) - first
      for pixel in pixels { (y + (pixel * size.outputs + first)).update(from: b + first, count: count) }
      body(panels, pixels, y)
    }
    withExtendedLifetime(bias) {}
    return result
  }

  /// c [rows, columns] = or += a [rows, depth] times a piece of a panel.
  private func multiply(
    _ a: UnsafePointer<Float>, rowStep: Int, rows: Int, _ panel: UnsafePointer<Float>, depth: Int,
    into c: UnsafeMutablePointer<Float>, rowStride: Int, columns: Int, accumulating: Bool
  ) {
    kernels.multiply(
      a, rowStep: rowStep, depthStep: 1, panel, PanelLayout(depth: depth, columns: kernel.panelWidth),
      into: c, rowStride: rowStride, rows: rows, columns: columns, accumulating: accumulating)
  }

  /// Adds what a tap makes of whole images, [pixels, a panel's columns], to the outputs that look at it through this tap.
  private func add(
    _ tap: Int, of panel: Int, _ products: UnsafePointer<Float>, _ pixels: Range<Int>,
    to y: UnsafeMutablePointer<Float>
  ) {
    let (row, column) = tap.quotientAndRemainder(dividingBy: size.kernelWidth)
    let (down, right) = (row - size.padding, column - size.padding)
    let (width, first, count) = (size.width, panel * kernel.panelWidth, columns(of: panel))
    for image in 0..<pixels.count / pixelsInImage {
      for outputRow in outputs(seeing: down, size.height) {
        for outputColumn in outputs(seeing: right, width) {
          let output = image * pixelsInImage + outputRow * width + outputColumn
          let target = y + ((pixels.lowerBound + output) * size.outputs + first)
          let source = products + (output + down * width + right) * kernel.panelWidth
          for index in 0..<count { target[index] += source[index] }
        }
      }
    }
  }

  /// The outputs along an axis of this length whose input, `offset` further on, is not outside.
  private func outputs(seeing offset: Int, _ length: Int) -> Range<Int> {
    max(0, min(length, -offset))..<max(0, min(length, length - offset))
  }

  private var pixelsInImage: Int { size.outputHeight * size.outputWidth }

  /// Columns of a panel without padding.
  private func columns(of panel: Int) -> Int {
    min(kernel.panelWidth, size.outputs - panel * kernel.panelWidth)
  }

  private static func cuts(_ rows: Range<Int>) -> [Range<Int>] {
    stride(from: rows.lowerBound, to: rows.upperBound, by: depth).map {
      $0..<min($0 + depth, rows.upperBound)
    }
  }
}
