import Datasets
import Files
import Foundation
import TestSupport

/// A data set of two training images and one test image of 2 x 2 pixels.
enum SampleSet {
  static let contents: [String: [UInt8]] = [
    "train-images-idx3-ubyte": images([[0, 255, 51, 1], [2, 3, 4, 5]]),
    "train-labels-idx1-ubyte": labels([4, 1]),
    "t10k-images-idx3-ubyte": images([[9, 9, 9, 9]]),
    "t10k-labels-idx1-ubyte": labels([0]),
  ]

  static let entry = DatasetCatalogue.Entry(
    name: "sample",
    files: contents.sorted { $0.key < $1.key }.map { name, bytes in
      DatasetCatalogue.File(
        name: name, byteCount: bytes.count, packedByteCount: bytes.count, checksum: checksum(bytes))
    })

  static func images(_ images: [[UInt8]]) -> [UInt8] {
    [0, 0, 8, 3, 0, 0, 0, UInt8(images.count), 0, 0, 0, 2, 0, 0, 0, 2] + images.joined()
  }

  static func labels(_ labels: [UInt8]) -> [UInt8] {
    [0, 0, 8, 1, 0, 0, 0, UInt8(labels.count)] + labels
  }

  static func checksum(_ bytes: [UInt8]) -> String {
    FileHash.sha256(of: bytes)
  }

  /// Writes the files, all or those named, into the set's folder under `folder`.
  static func write(to folder: Scratch, in path: String = "sample", only: [String]? = nil) throws {
    for (name, bytes) in contents where only?.contains(name) ?? true {
      try folder.write(bytes, to: "\(path)/\(name)")
    }
  }
}
