import Datasets
import Metrics
import Pipeline
import SharedDirectives
import Tensors

/// Looks for the training images that drawn images are nearest to, pixel by pixel.
struct NeighbourSearch {
  /// [M, 784]
  private let training: Tensor
  /// The distances of test images from their nearest training image.
  private let unseen: [Double]
  private let count: Int

  /// Searches among images [M, 28, 28, 1]; `count` test images at the most tell what is usual.
  ///
  /// - Throws: a `Complaint` about test images that cannot be read or are of another kind, or `Interrupted`.
  init(training: Tensor, _ data: DatasetReference, count: Int, in context: RunContext) throws {
    self.training = training.flattenedRows
    self.count = count
    let test = try data.loadDigits(.test, in: context.surroundings).images(limit: count)
    unseen = try Self.nearest(to: test.flattenedRows, among: self.training, in: context).map(\.distance)
  }

  /// The nearest training image of each of [N, 28, 28, 1]; throws `Interrupted`.
  func nearest(to images: Tensor, in context: RunContext) throws -> [NearestNeighbour] {
    try Self.nearest(to: images.flattenedRows, among: training, in: context)
  }

  /// What the distances of the first of images [N, 28, 28, 1] say; throws `Interrupted`.
  func memorisation(of images: Tensor, in context: RunContext) throws -> Memorisation {
    let some = images.rows(0..<min(count, images.shape[0]))
    return Memorisation(samples: try nearest(to: some, in: context).map(\.distance), unseen: unseen)
  }

  private static func nearest(
    to queries: Tensor, among references: Tensor, in context: RunContext
  ) throws -> [NearestNeighbour] {
    try NearestNeighbours.nearest(to: queries, among: references) { _ in try context.checkInterruption() }
  }
}

extension Tensor {
  /// [N, ...] -> [N, F].
  fileprivate var flattenedRows: Tensor { reshaped(to: [shape[0], count / Swift.max(1, shape[0])]) }
}
