import Datasets
import Pipeline

/// What digits take of memory.
package enum PixelMemory {
  /// The bytes of images of 28 x 28 pixels in single precision.
  package static func bytes(images: Int, copies: Int = 1) -> Int { images * 28 * 28 * 4 * copies }
}

extension DatasetReference {
  /// The bytes of a split that has been read, and of its first `limit` images as a tensor.
  package func memory(_ split: Split, limit: Int? = nil, in surroundings: Surroundings) -> Int {
    let count = count(split, in: surroundings) ?? 0
    return PixelMemory.bytes(images: count) / 2 + PixelMemory.bytes(images: min(limit ?? .max, count))
  }
}
