import Foundation
import Tensors

/// The peak signal-to-noise ratio in decibels: -10 log10 of the mean squared difference of images in 0...1.
public enum PeakSignalToNoise {
  /// Of each image of [N, H, W, C], all of its channels together; infinite for equal ones.
  public static func between(_ a: Tensor, _ b: Tensor) -> [Double] {
    ImagePairs.require("PeakSignalToNoise", a, b)
    let (x, y, size) = (a.scalars, b.scalars, a.count / max(1, a.shape[0]))
    return (0..<a.shape[0]).map { image in
      let sum = (image * size..<(image + 1) * size).reduce(0.0) { sum, index in
        let difference = Double(x[index]) - Double(y[index])
        return sum + difference * difference
      }
      return -10 * log10(sum / Double(size))
    }
  }
}

/// What measures of two sets of images have in common.
enum ImagePairs {
  static func require(_ name: String, _ a: Tensor, _ b: Tensor) {
    precondition(
      a.shape.count == 4 && a.shape == b.shape && a.count > 0,
      "\(name): expected two tensors [N, H, W, C] of one shape, got \(a.shape) and \(b.shape)")
  }
}
