import Tensors

/// Where the noise of a batch of images comes from: one stream for all of them, or one for each, so that an image does
/// not depend on those beside it.
public struct ImageStreams: Hashable, Sendable {
  private var generators: [TorchGenerator]

  /// One stream for all images.
  public init(_ generator: TorchGenerator) { generators = [generator] }

  /// A stream for each image.
  public init(each generators: [TorchGenerator]) {
    precondition(!generators.isEmpty, "ImageStreams: expected at least one generator")
    self.generators = generators
  }

  /// As torch draws [N, C, H, W] from the one stream, or [1, C, H, W] from each of the first N, for images that lie as
  /// [N, H, W, C].
  public mutating func normalImages(_ shape: [Int]) -> Tensor {
    guard generators.count > 1 else { return generators[0].normalImages(shape) }
    precondition(
      1...generators.count ~= shape[0],
      "ImageStreams: expected 1 to \(generators.count) images, got shape \(shape)")
    let single = [1] + shape.dropFirst()
    return Tensor(
      shape: shape, scalars: (0..<shape[0]).flatMap { generators[$0].normalImages(single).scalars })
  }
}
