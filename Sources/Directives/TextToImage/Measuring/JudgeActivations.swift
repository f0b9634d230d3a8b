import Metrics
import Networks
import Tensors

/// How pictures excite a judge: every one by itself, and all of them together.
struct JudgeActivations {
  /// Pictures at a time.
  private static let batchSize = 64

  /// The activations of every layer, [N, h, w, C] each.
  private let layers: [Tensor]
  /// Of every layer: the distribution over all positions of all pictures, the channels scaled to unit length.
  private let statistics: [FeatureStatistics]
  private let algebra: OpenBLAS

  /// Pictures [N, S, S, 3] in -1...1.
  init(_ pictures: Tensor, judge: PictureJudge, algebra: OpenBLAS) {
    let parts = stride(from: 0, to: pictures.shape[0], by: Self.batchSize).map { first in
      judge.layers(of: pictures.rows(first..<min(first + Self.batchSize, pictures.shape[0])))
    }
    layers = parts[0].indices.map { layer in
      let shape = [pictures.shape[0]] + parts[0][layer].shape.dropFirst()
      return Tensor(shape: shape, scalars: parts.flatMap { $0[layer].scalars })
    }
    self.algebra = algebra
    statistics = layers.compactMap { layer in
      let channels = layer.shape[3]
      let rows = layer.count / channels
      guard rows > 1 else { return nil }  // a single position has no distribution
      return FeatureStatistics(
        of: PerceptualDistance.unitChannels(layer).reshaped(to: [rows, channels]), by: algebra)
    }
  }

  /// How differently each picture excites the judge from the picture in its place of another set.
  func distances(from others: JudgeActivations) -> [Double] {
    PerceptualDistance.between(layers, others.layers)
  }

  /// The Fréchet distance of the two distributions, the mean over the layers: whether the pictures are drawn alike,
  /// whatever they show; throws an `OpenBLASError`.
  func frechetDistance(from others: JudgeActivations) throws -> Double {
    let distances = try zip(statistics, others.statistics).map {
      try FrechetDistance.between($0, $1, by: algebra)
    }
    return distances.reduce(0, +) / Double(distances.count)
  }
}
