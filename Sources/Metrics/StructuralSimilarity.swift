import Foundation
import Tensors

/// The structural similarity of images in 0...1: 1 for equal ones (Wang, Bovik, Sheikh and Simoncelli 2004, eq. 13).
///
/// Windows of 11 x 11 pixels weighted by a Gaussian of deviation 1.5, K1 = 0.01, K2 = 0.03; the mean over all windows
/// that lie in the image, and over the channels, each taken by itself.
public enum StructuralSimilarity {
  /// The side of the window, which is the least side of an image.
  public static let windowSide = 11

  private static let weights: [Double] = {
    let values = (0..<windowSide).map { exp(-pow(Double($0 - windowSide / 2) / 1.5, 2) / 2) }
    return values.map { $0 / values.reduce(0, +) }
  }()
  private static let (c1, c2) = (0.01 * 0.01, 0.03 * 0.03)

  /// Of each image of [N, H, W, C], H and W at least 11.
  public static func between(_ a: Tensor, _ b: Tensor) -> [Double] {
    ImagePairs.require("StructuralSimilarity", a, b)
    let (height, width, channels) = (a.shape[1], a.shape[2], a.shape[3])
    precondition(
      min(height, width) >= windowSide,
      "StructuralSimilarity: expected sides of at least \(windowSide), got \(a.shape)")
    let (x, y, size) = (a.scalars, b.scalars, height * width * channels)
    return (0..<a.shape[0]).map { image in
      let sum = (0..<channels).reduce(0.0) { sum, channel in
        let places = stride(from: image * size + channel, to: (image + 1) * size, by: channels)
        return sum
          + similarity(
            places.map { Double(x[$0]) }, places.map { Double(y[$0]) }, height: height, width: width)
      }
      return sum / Double(channels)
    }
  }

  /// Of one channel each, [height, width].
  private static func similarity(_ x: [Double], _ y: [Double], height: Int, width: Int) -> Double {
    func mean(_ values: [Double]) -> [Double] { weighted(values, height: height, width: width) }
    let (mx, my) = (mean(x), mean(y))
    let (xx, yy) = (mean(x.map { $0 * $0 }), mean(y.map { $0 * $0 }))
    let xy = mean(zip(x, y).map { $0 * $1 })
    let sum = mx.indices.reduce(0.0) { sum, index in
      let (a, b) = (mx[index], my[index])
      let (variances, covariance) = (xx[index] - a * a + yy[index] - b * b, xy[index] - a * b)
      return sum + (2 * a * b + c1) * (2 * covariance + c2) / ((a * a + b * b + c1) * (variances + c2))
    }
    return sum / Double(mx.count)
  }

  /// The weighted mean of every window, [height - 10, width - 10].
  private static func weighted(_ values: [Double], height: Int, width: Int) -> [Double] {
    let (rows, columns) = (height - windowSide + 1, width - windowSide + 1)
    var lines = [Double](repeating: 0, count: height * columns)
    for row in 0..<height {
      for column in 0..<columns {
        for (tap, weight) in weights.enumerated() {
          lines[row * columns + column] += weight * values[row * width + column + tap]
        }
      }
    }
    var result = [Double](repeating: 0, count: rows * columns)
    for index in result.indices {
      for (tap, weight) in weights.enumerated() { result[index] += weight * lines[index + tap * columns] }
    }
    return result
  }
}
