import Tensors

/// One split of a set of labelled gray images; those of a file are read when somebody asks for them.
public struct ImageDataset: Sendable {
  /// The number of images N.
  public let count: Int
  /// The height H of every image in pixels.
  public let height: Int
  /// The width W of every image in pixels.
  public let width: Int
  /// The pixels of all images, [N, H, W], each 0...255.
  let images: IDXFile
  /// The label of every image, [N].
  public let labels: [UInt8]

  /// One more than the largest label.
  public var classCount: Int { Int(labels.max() ?? 0) + 1 }

  /// Pairs `images` [N, H, W] with `labels` [N]; the paths are only for messages.
  ///
  /// - Throws: `DatasetError` when the ranks are wrong, the counts differ or there is no pixel at all.
  public init(images: IDXFile, imagesPath: String, labels: IDXFile, labelsPath: String) throws {
    try images.header.requireImages(path: imagesPath)
    try labels.header.requireLabels(path: labelsPath)
    let dimensions = images.dimensions
    guard labels.dimensions == [dimensions[0]] else {
      throw DatasetError.labelCount(path: labelsPath, expected: dimensions[0], found: labels.dimensions[0])
    }
    (count, height, width) = (dimensions[0], dimensions[1], dimensions[2])
    self.images = images
    self.labels = Array(labels.bytes)
  }
}
