import Datasets
import Networks
import Pipeline
import SharedDirectives
import Tensors

extension DatasetReference {
  /// Reads a split whose images and classes are like MNIST's.
  ///
  /// - Throws: a `Complaint` about a file that is missing or malformed, other sizes or more classes.
  func loadDigits(_ split: Split, in surroundings: Surroundings) throws -> ImageDataset {
    let set = try loadImages(split, for: "the classifier", in: surroundings)
    try requireClasses(of: set, upTo: Classifier.classCount, for: "the classifier")
    return set
  }

  /// Reads a split whose images are of MNIST's size.
  ///
  /// - Parameter network: what takes the images, as messages call it.
  /// - Throws: a `Complaint` about a file that is missing or malformed, or other sizes.
  func loadImages(_ split: Split, for network: String, in surroundings: Surroundings) throws -> ImageDataset {
    let set = try load(split, in: surroundings)
    guard set.height == 28, set.width == 28 else {
      throw FromScratchComplaint.imageSize(
        network: network, data: text, width: set.width, height: set.height)
    }
    return set
  }

  /// - Throws: `FromScratchComplaint.tooManyClasses`.
  func requireClasses(of set: ImageDataset, upTo known: Int, for network: String) throws {
    guard set.classCount <= known else {
      throw FromScratchComplaint.tooManyClasses(
        network: network, known: known, data: text, found: set.classCount)
    }
  }
}

extension ImageDataset {
  /// The first images as [n, H, W, 1] in 0...1, all if no limit is given; throws a `DatasetError`.
  func images(limit: Int?) throws -> Tensor { try tensor(of: Array(0..<min(limit ?? count, count))) }
}
