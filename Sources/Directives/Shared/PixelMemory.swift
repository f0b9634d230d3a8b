import Datasets
import Pipeline

/// What digits take of memory.
package enum PixelMemory {
  /// The bytes of images of 28 x 28 pixels in single precision.
  package static func bytes(images: Int, copies: Int = 1) -> Int { images * 28 * 28 * 4 * copies }
}

extension DatasetReference {
  /// The bytes of a split's first `limit` images, in their file and as a tensor.
  package func memory(_ split: Split, limit: Int? = nil, in surroundings: Surroundings) -> Int {
    let images = min(limit ?? .max, count(split, in: surroundings) ?? 0)
    return PixelMemory.bytes(images: images) * 5 / 4
  }
}
