import Foundation

extension RGBImage {
  /// Bilinear with antialiasing, with the bytes that Pillow gives: every output pixel is a mean over a triangle that is
  /// wide enough to see every input pixel; rows first, rounded to bytes, then columns.
  ///
  /// - Throws: `ImageError.size` for a side below 1 or above `longestSide`, or more than `mostPixels`.
  public func resized(width: Int, height: Int) throws(ImageError) -> RGBImage {
    guard ImageSize(width: width, height: height).isAllowed else {
      throw .size(width: width, height: height)
    }
    var bytes = pixels
    if width != self.width {
      let weights = ResamplingWeights(from: self.width, to: width)
      bytes = weights.applied(to: bytes, lines: self.height, lineStride: self.width * 3, channels: 3)
    }
    if height != self.height {
      // A column's pixels are a row apart: a whole row is one pixel of width * 3 channels.
      let weights = ResamplingWeights(from: self.height, to: height)
      bytes = weights.applied(to: bytes, lines: 1, lineStride: 0, channels: width * 3)
    }
    return RGBImage(width: width, height: height, pixels: bytes)
  }
}

/// For every output pixel the first input pixel that it sees, and how much it takes of each.
private struct ResamplingWeights {
  /// Weights are integers over 2^22: sums of products with bytes fit in 32 bits.
  private static let precision = 22

  private let firsts: [Int]
  private let weights: [[Int32]]

  init(from inputs: Int, to outputs: Int) {
    let scale = Double(inputs) / Double(outputs)
    let support = max(scale, 1)
    var (firsts, weights): ([Int], [[Int32]]) = ([], [])
    for output in 0..<outputs {
      let center = (Double(output) + 0.5) * scale
      let first = max(0, Int(center - support + 0.5))
      let end = min(inputs, Int(center + support + 0.5))
      let shares = (first..<end).map { max(0, 1 - abs((Double($0) - center + 0.5) / support)) }
      let sum = shares.reduce(0, +)
      firsts.append(first)
      weights.append(shares.map { Int32($0 / sum * Double(1 << Self.precision) + 0.5) })
    }
    (self.firsts, self.weights) = (firsts, weights)
  }

  /// Lines of pixels of `channels` bytes -> lines of `firsts.count` pixels.
  func applied(to bytes: [UInt8], lines: Int, lineStride: Int, channels: Int) -> [UInt8] {
    let outputs = firsts.count
    return [UInt8](unsafeUninitializedCapacity: lines * outputs * channels) { result, count in
      for line in 0..<lines {
        for output in 0..<outputs {
          for channel in 0..<channels {
            var place = line * lineStride + firsts[output] * channels + channel
            var sum = Int32(1) << (Self.precision - 1)
            for weight in weights[output] {
              sum &+= Int32(bytes[place]) &* weight
              place += channels
            }
            result[(line * outputs + output) * channels + channel] =
              UInt8(max(0, min(255, sum >> Self.precision)))
          }
        }
      }
      count = lines * outputs * channels
    }
  }
}
