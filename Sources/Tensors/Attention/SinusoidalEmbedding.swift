import Foundation

/// Numbers as cosines and sines of geometrically spaced frequencies (Vaswani et al. 2017; Ho et al. 2020).
public struct SinusoidalEmbedding: Hashable, Sendable {
  /// The length of an embedding; an odd one ends with a zero.
  public let channels: Int
  /// Whether the cosines come first.
  public let cosinesFirst: Bool
  /// Taken from the number of frequencies where they are spaced: 0 or 1.
  public let frequencyShift: Double

  /// Frequencies 10000^(-i / (channels / 2 - frequencyShift)).
  public init(channels: Int, cosinesFirst: Bool = true, frequencyShift: Double = 0) {
    (self.channels, self.cosinesFirst, self.frequencyShift) = (channels, cosinesFirst, frequencyShift)
  }

  /// numbers [N] -> [N, channels], in single precision as torch computes it.
  public func callAsFunction(_ numbers: [Float]) -> Tensor {
    let half = channels / 2
    let divisor = Float(Double(half) - frequencyShift)
    let frequencies = (0..<half).map { exp(Float(-log(10000.0)) * Float($0) / divisor) }
    return Tensor(shape: [numbers.count, channels]) { result in
      result.update(repeating: 0)
      for (row, number) in numbers.enumerated() {
        for (index, frequency) in frequencies.enumerated() {
          let (first, second) = (row * channels + index, row * channels + half + index)
          result[cosinesFirst ? first : second] = cos(number * frequency)
          result[cosinesFirst ? second : first] = sin(number * frequency)
        }
      }
    }
  }
}
