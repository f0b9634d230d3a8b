import Foundation
import Tensors

/// What a classifier says of a set of images.
public struct Classification: Sendable {
  /// The last hidden layer, [N, 84].
  public let features: Tensor
  /// The class with the greatest logit for each image, the lower one of two that are equal.
  public let classes: [Int]
  /// The probability that the classifier gives that class, for each image.
  public let certainties: [Float]

  /// The share of images of whose class the classifier is at least so certain.
  public func share(certainFrom threshold: Float) -> Double {
    Double(certainties.count { $0 >= threshold }) / Double(max(1, certainties.count))
  }

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
  /// - Parameter willEvaluate: called before each batch with the number of images done; what it throws ends the work.
  public func classify<Failure: Error>(
    _ images: Tensor, batchSize: Int = 200, willEvaluate: (Int) throws(Failure) -> Void
  ) throws(Failure) -> Classification {
    var (scalars, classes, certainties): ([Float], [Int], [Float]) = ([], [], [])
    scalars.reserveCapacity(images.shape[0] * Self.featureCount)
    for start in stride(from: 0, to: images.shape[0], by: batchSize) {
      try willEvaluate(start)
      let features = features(of: images.gathering(start..<min(start + batchSize, images.shape[0])))
      let logits = logits(fromFeatures: features).scalars
      scalars += features.scalars
      for row in stride(from: 0, to: logits.count, by: Self.classCount) {
        let image = logits[row..<row + Self.classCount]
        let best = (0..<Self.classCount).reduce(0) { image[row + $1] > image[row + $0] ? $1 : $0 }
        classes.append(best)
        certainties.append(1 / image.reduce(0) { $0 + exp($1 - image[row + best]) })
      }
    }
    let features = Tensor(shape: [images.shape[0], Self.featureCount], scalars: scalars)
    return Classification(features: features, classes: classes, certainties: certainties)
  }

  /// Classifies images [N, 28, 28, 1] in batches.
  public func classify(_ images: Tensor) -> Classification { classify(images) { _ in } }
}
