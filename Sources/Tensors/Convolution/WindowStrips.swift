import KernelInterface

/// The windows that a convolution's kernel is laid over, in images with their padding around them: strips of some rows of
/// one image at a time, so that a strip stays in a core's cache.
///
/// Rows are rows of output pixels, counted across the batch.
struct WindowStrips {
  private let size: ConvolutionSize
  /// Floats of all strips together: three eighths of a megabyte.
  private static let largest = 3 << 15
  /// Windows that repay the reading of a kernel.
  private static let fewest = 128

  init(_ size: ConvolutionSize) { self.size = size }

  /// The runs of a window's floats.
  var runs: WindowRuns {
    WindowRuns(count: size.kernelHeight, length: size.kernelWidth * size.inputs, stride: lineLength)
  }

  /// Floats of a padded row.
  private var lineLength: Int { (size.width + 2 * size.padding) * size.inputs }

  private func lines(_ rows: Int) -> Int { (rows - 1) * size.stride + size.kernelHeight }

  private var rowsInStrip: Int {
    let spare = Self.largest / lineLength - size.kernelHeight
    return max(1, min(size.outputHeight, 1 + spare / size.stride))
  }

  /// Calls `body` with the windows of some output pixels at a time, at most `limit`; those of small images together.
  func forEach(
    _ rows: Range<Int>, of image: UnsafePointer<Float>, limit: Int = .max,
    _ body: (_ pixels: Range<Int>, _ windows: UnsafePointer<UnsafePointer<Float>>) -> Void
  ) {
    let most = min(rowsInStrip, rows.count)
    let capacity = max(lines(most), Self.largest / lineLength)
    let scratch = TensorStorage(uninitialized: capacity * lineLength + 16)
    (scratch.floats + capacity * lineLength).update(repeating: 0, count: 16)
    let count = (most + Self.fewest / size.outputWidth + 1) * size.outputWidth
    withUnsafeTemporaryAllocation(of: UnsafePointer<Float>.self, capacity: count) { windows in
      let windows = windows.baseAddress!
      var row = rows.lowerBound
      while row < rows.upperBound {
        let start = row
        row = lay(row..<rows.upperBound, most, capacity, of: image, into: scratch.floats, windows)
        let pixels = start * size.outputWidth..<row * size.outputWidth
        for first in stride(from: pixels.lowerBound, to: pixels.upperBound, by: min(limit, pixels.count)) {
          let end = min(first + min(limit, pixels.count), pixels.upperBound)
          body(first..<end, windows + (first - pixels.lowerBound))
        }
      }
    }
    withExtendedLifetime(scratch) {}
  }

  /// Pads strips until there are enough windows, or no room for the next one; returns the row behind them.
  private func lay(
    _ rows: Range<Int>, _ most: Int, _ capacity: Int, of image: UnsafePointer<Float>,
    into scratch: UnsafeMutablePointer<Float>, _ windows: UnsafeMutablePointer<UnsafePointer<Float>>
  ) -> Int {
    var (row, used) = (rows.lowerBound, 0)
    while row < rows.upperBound && (row - rows.lowerBound) * size.outputWidth < Self.fewest {
      let (picture, first) = row.quotientAndRemainder(dividingBy: size.outputHeight)
      let count = min(most, size.outputHeight - first, rows.upperBound - row)
      guard used == 0 || used + lines(count) <= capacity else { break }
      let target = scratch + used * lineLength
      pad(image + picture * size.height * size.width * size.inputs, first, count, into: target)
      locate(count, in: target, windows + (row - rows.lowerBound) * size.outputWidth)
      (row, used) = (row + count, used + lines(count))
    }
    return row
  }

  /// The lines that `count` rows from `first` on look at, with zeros around the image.
  private func pad(
    _ image: UnsafePointer<Float>, _ first: Int, _ count: Int, into lines: UnsafeMutablePointer<Float>
  ) {
    let (width, margin) = (size.width * size.inputs, size.padding * size.inputs)
    for line in 0..<self.lines(count) {
      let (y, target) = (first * size.stride - size.padding + line, lines + line * lineLength)
      guard 0..<size.height ~= y else {
        target.update(repeating: 0, count: lineLength)
        continue
      }
      target.update(repeating: 0, count: margin)
      (target + margin).update(from: image + y * width, count: width)
      (target + margin + width).update(repeating: 0, count: margin)
    }
  }

  private func locate(
    _ rows: Int, in lines: UnsafeMutablePointer<Float>,
    _ windows: UnsafeMutablePointer<UnsafePointer<Float>>
  ) {
    for row in 0..<rows {
      for column in 0..<size.outputWidth {
        windows[row * size.outputWidth + column] = UnsafePointer(
          lines + (row * size.stride * lineLength + column * size.stride * size.inputs))
      }
    }
  }
}
