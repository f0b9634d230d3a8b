import Foundation

/// How far two pictures of one size are apart.
public struct PictureDifference: Equatable, Sendable {
  /// The largest difference of two values, of 255.
  public let largest: Int
  /// How many pixels differ.
  public let count: Int
  /// The peak signal-to-noise ratio 10 log10(255^2 / mean squared error) in decibels; infinite for equal pictures.
  public let psnr: Double
  /// Where they differ: black for no difference, then red, yellow and white for the largest.
  public let heatMap: Picture
}

extension Picture {
  /// How far another picture is from this one; a gray one is taken as RGB beside one in colour.
  ///
  /// - Returns: nil where their sizes differ.
  public func difference(from other: Picture) -> PictureDifference? {
    guard (width, height) == (other.width, other.height) else { return nil }
    let count = width * height
    var differences = [Int](repeating: 0, count: count)
    var squares = 0
    let channels = max(self.channels, other.channels)
    for pixel in 0..<count {
      for channel in 0..<channels {
        let difference = abs(value(pixel, channel) - other.value(pixel, channel))
        differences[pixel] = max(differences[pixel], difference)
        squares += difference * difference
      }
    }
    let largest = differences.max() ?? 0
    let mean = Double(squares) / Double(count * channels)
    let pixels = differences.flatMap { Self.heat(Double($0) / Double(max(largest, 1))) }
    guard let map = try? Picture(width: width, height: height, channels: 3, pixels: pixels) else {
      return nil
    }
    return PictureDifference(
      largest: largest, count: differences.count { $0 > 0 }, psnr: 10 * log10(255 * 255 / mean), heatMap: map)
  }

  private func value(_ pixel: Int, _ channel: Int) -> Int {
    Int(pixels[pixel * channels + (channels == 1 ? 0 : channel)])
  }

  /// Black over red and yellow to white; the least difference is to be seen.
  private static func heat(_ share: Double) -> [UInt8] {
    guard share > 0 else { return [0, 0, 0] }
    let level = 0.25 + 0.75 * share
    return (0..<3).map { UInt8((min(max(3 * level - Double($0), 0), 1) * 255).rounded()) }
  }
}
