import Tensors

extension ImageDataset {
  /// The images at `indices` as [n, H, W, 1] in 0...1, in the order given; an index may come twice.
  ///
  /// A pixel p becomes float32(p) / 255, rounded once: what torchvision's ToTensor gives.
  /// - Throws: `DatasetError.noSuchImage` for an index outside 0..<count; `DatasetError.unusable` for a file that has
  ///   become shorter.
  public func tensor(of indices: some Collection<Int>) throws -> Tensor {
    if let index = indices.first(where: { !(0..<count ~= $0) }) {
      throw DatasetError.noSuchImage(index: index, count: count)
    }
    try images.requireWhole()
    let area = height * width
    var scalars: [Float] = []
    scalars.reserveCapacity(indices.count * area)
    images.bytes.withUnsafeBytes { pixels in
      for index in indices {
        scalars.append(contentsOf: pixels[index * area..<(index + 1) * area].lazy.map { Self.unit[Int($0)] })
      }
    }
    return Tensor(shape: [indices.count, height, width, 1], scalars: scalars)
  }

  /// The indices of the images with this label, ascending.
  public func indices(labelled label: UInt8) -> [Int] {
    labels.indices.filter { labels[$0] == label }
  }

  /// p / 255 for every byte p.
  private static let unit = (0...255).map { Float($0) / 255 }
}
