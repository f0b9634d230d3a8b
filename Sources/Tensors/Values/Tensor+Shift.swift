extension Tensor {
  /// Every image of [N, H, W, C] moved down and to the right by its own offset in pixels, zeros coming in.
  public func shifted(by offsets: [(rows: Int, columns: Int)]) -> Tensor {
    precondition(
      shape.count == 4 && offsets.count == shape[0],
      "shifted: expected an offset for each image, got \(offsets.count) for \(shape)")
    let (height, width, channels) = (shape[1], shape[2], shape[3])
    return Tensor(shape: shape) { result in
      result.update(repeating: 0)
      withUnsafeScalars { source in
        for (image, offset) in offsets.enumerated() {
          let columns = Self.targets(of: width, movedBy: offset.columns)
          for row in Self.targets(of: height, movedBy: offset.rows) {
            let to = ((image * height + row) * width + columns.lowerBound) * channels
            let from = to - (offset.rows * width + offset.columns) * channels
            for index in 0..<columns.count * channels { result[to + index] = source[from + index] }
          }
        }
      }
    }
  }

  /// Where the part of 0..<length that stays inside lands.
  private static func targets(of length: Int, movedBy offset: Int) -> Range<Int> {
    let start = min(max(0, offset), length)
    return start..<max(start, min(length, length + offset))
  }
}
