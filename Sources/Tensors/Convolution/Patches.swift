/// The patches under a kernel's windows as rows of a matrix [output pixels, patch].
///
/// A *row* here is one row of output pixels of one image; rows are numbered across the batch.
struct Patches {
  private let size: ConvolutionSize
  /// Floats from one patch to the next.
  private let pitch: Int

  /// Patches one after the other, or `pitch` floats apart.
  init(_ size: ConvolutionSize, pitch: Int? = nil) {
    self.size = size
    self.pitch = pitch ?? size.patch
  }

  /// Rows of output pixels in the batch.
  var rows: Int { size.images * size.outputHeight }

  /// Copies some columns of the patches of `pixels`, output pixels counted across the batch; zeros outside of the images.
  func gather(
    _ pixels: Range<Int>, columns part: Range<Int>, from image: UnsafePointer<Float>,
    into columns: UnsafeMutablePointer<Float>
  ) {
    let taps = part.lowerBound / size.inputs...(part.upperBound - 1) / size.inputs
    for pixel in pixels {
      let (row, column) = pixel.quotientAndRemainder(dividingBy: size.outputWidth)
      let (top, left) = (
        row % size.outputHeight * size.stride - size.padding, column * size.stride - size.padding
      )
      for tap in taps {
        let (y, x) = (top + tap / size.kernelWidth, left + tap % size.kernelWidth)
        let own = part.clamped(to: tap * size.inputs..<(tap + 1) * size.inputs)
        let target = columns + (pixel - pixels.lowerBound) * pitch + (own.lowerBound - part.lowerBound)
        if 0..<size.height ~= y && 0..<size.width ~= x {
          let source = (row / size.outputHeight * size.height + y) * size.width + x
          copyFloats(own.count, from: image + ((source - tap) * size.inputs + own.lowerBound), to: target)
        } else {
          target.update(repeating: 0, count: own.count)
        }
      }
    }
  }

  /// Adds patches back to the pixels that they were taken from.
  func scatter(
    _ rows: Range<Int>, from columns: UnsafePointer<Float>, into image: UnsafeMutablePointer<Float>
  ) {
    forEachSpan(rows) { column, span, start, end in
      add(end - start, from: columns + (column + start), to: image + (span + start))
    }
  }

  /// Calls `body` for each row of each window: the offset of its floats among the columns, the offset in the
  /// image where they would start, and which of them, start..<end, lie inside the image.
  @inline(__always) private func forEachSpan(
    _ rows: Range<Int>, _ body: (_ column: Int, _ span: Int, _ start: Int, _ end: Int) -> Void
  ) {
    let length = size.kernelWidth * size.inputs
    var patch = 0
    for row in rows {
      let (image, outputRow) = row.quotientAndRemainder(dividingBy: size.outputHeight)
      for outputColumn in 0..<size.outputWidth {
        let left = outputColumn * size.stride - size.padding
        let start = min(max(0, -left), size.kernelWidth) * size.inputs
        let end = max(min(size.kernelWidth, size.width - left) * size.inputs, start)
        var column = patch
        patch += pitch
        for kernelRow in 0..<size.kernelHeight {
          let y = outputRow * size.stride - size.padding + kernelRow
          let inside = 0..<size.height ~= y
          let span = ((image * size.height + y) * size.width + left) * size.inputs
          body(column, span, inside ? start : length, inside ? end : length)
          column += length
        }
      }
    }
  }
}

@inline(__always) private func add(
  _ count: Int, from source: UnsafePointer<Float>, to destination: UnsafeMutablePointer<Float>
) {
  var index = 0
  while index + 16 <= count {
    (Vector(destination + index) + Vector(source + index)).store(to: destination + index)
    index += 16
  }
  while index < count {
    destination[index] += source[index]
    index += 1
  }
}
