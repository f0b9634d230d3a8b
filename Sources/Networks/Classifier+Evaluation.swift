import Tensors

/// What a classifier says of a set of images.
public struct Classification: Sendable {
  /// The last hidden layer, [N, 84].
  public let features: Tensor
  /// The class with the greatest logit for each image, the lower one of two that are equal.
  public let classes: [Int]

  /// The share of images whose class is the one expected.
  public func accuracy(against expected: [Int]) -> Double {
    precondition(
      expected.count == classes.count && !classes.isEmpty,
      "accuracy: expected \(classes.count) classes, got \(expected.count)")
    return Double(zip(classes, expected).count { $0 == $1 }) / Double(classes.count)
  }
}

extension Classifier {
  /// Classifies images [N, 28, 28, 1] in batches, so that memory stays small.
  ///
  /// - Parameter willEvaluate: called before each batch with the number of images done; may throw to stop.
  public func classify<Failure: Error>(
    _ images: Tensor, batchSize: Int = 200, willEvaluate: (Int) throws(Failure) -> Void
  ) throws(Failure) -> Classification {
    var (scalars, classes): ([Float], [Int]) = ([], [])
    scalars.reserveCapacity(images.shape[0] * Self.featureCount)
    for start in stride(from: 0, to: images.shape[0], by: batchSize) {
      try willEvaluate(start)
      let features = features(of: images.gathering(start..<min(start + batchSize, images.shape[0])))
      let logits = logits(fromFeatures: features).scalars
      scalars += features.scalars
      classes += stride(from: 0, to: logits.count, by: Self.classCount).map { row in
        (0..<Self.classCount).reduce(0) { logits[row + $1] > logits[row + $0] ? $1 : $0 }
      }
    }
    let features = Tensor(shape: [images.shape[0], Self.featureCount], scalars: scalars)
    return Classification(features: features, classes: classes)
  }

  /// Classifies images [N, 28, 28, 1] in batches.
  public func classify(_ images: Tensor) -> Classification { classify(images) { _ in } }
}
