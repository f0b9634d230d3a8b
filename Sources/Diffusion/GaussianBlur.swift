import Foundation
import Tensors

/// A Gaussian blur with torchvision's kernel and borders: separable, odd side, pixels mirrored at the border without
/// repeating it.
public struct GaussianBlur: Hashable, Sendable {
  /// The kernel's weights in one direction, which sum to 1.
  public let weights: [Float]

  /// - Parameters:
  ///   - size: the kernel's side, odd.
  ///   - sigma: in pixels; torchvision's choice for the size if nil.
  public init(size: Int, sigma: Double? = nil) {
    precondition(size > 0 && size % 2 == 1, "GaussianBlur: expected an odd size, got \(size)")
    let sigma = sigma ?? 0.3 * (Double(size - 1) * 0.5 - 1) + 0.8
    let values = (0..<size).map { index in
      let x = Double(index) - Double(size - 1) / 2
      return exp(-0.5 * (x / sigma) * (x / sigma))
    }
    let sum = values.reduce(0, +)
    weights = values.map { Float($0 / sum) }
  }

  /// The shortest side of an image that it can blur.
  public var smallestSide: Int { weights.count / 2 + 1 }

  /// [N, H, W, C] -> the same shape.
  public func callAsFunction(_ images: Tensor) -> Tensor {
    precondition(
      images.shape.count == 4 && min(images.shape[1], images.shape[2]) >= smallestSide,
      "GaussianBlur: expected [N, H, W, C] with sides of at least \(smallestSide), got \(images.shape)")
    let (height, width, channels) = (images.shape[1], images.shape[2], images.shape[3])
    let rows = images.correlated(weights, length: width, step: channels)
    return rows.correlated(weights, length: height, step: width * channels)
  }
}

extension Tensor {
  /// Every line of `length` elements, `step` apart, correlated with an odd kernel, mirrored at its ends.
  fileprivate func correlated(_ weights: [Float], length: Int, step: Int) -> Tensor {
    let (source, radius) = (scalars, weights.count / 2)
    return Tensor(shape: shape) { result in
      for index in result.indices {
        let place = index / step % length
        let start = index - place * step
        var sum = 0.0
        for (tap, weight) in weights.enumerated() {
          var at = abs(place + tap - radius)
          if at >= length { at = 2 * (length - 1) - at }
          sum += Double(weight) * Double(source[start + at * step])
        }
        result[index] = Float(sum)
      }
    }
  }
}
