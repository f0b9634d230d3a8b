import Checkpoints
import Foundation
import Networks
import Tensors

/// The pictures of a training with what they show, held as bytes.
public struct CaptionedPictures: Sendable {
  /// The width and height of every picture in pixels.
  public let side: Int
  /// The caption of every picture, [N].
  public let captions: [String]
  /// [N, side, side, 3], each 0...255
  private let pixels: [UInt8]

  /// The pixels [N, side, side, 3] of at least one picture, and N captions.
  public init(side: Int, pixels: [UInt8], captions: [String]) {
    precondition(
      side > 0 && !captions.isEmpty && pixels.count == captions.count * side * side * 3,
      "CaptionedPictures: expected \(captions.count) pictures of \(side) x \(side) x 3, got \(pixels.count) bytes"
    )
    (self.side, self.pixels, self.captions) = (side, pixels, captions)
  }

  /// The number of pictures N.
  public var count: Int { captions.count }

  /// Pictures by their indices, [n, side, side, 3] in -1...1: (p / 255 - 0.5) / 0.5, as models take them.
  func images(_ indices: some Collection<Int>) -> Tensor {
    let size = side * side * 3
    let starts = indices.map { $0 * size }
    return Tensor(shape: [indices.count, side, side, 3]) { result in
      for index in result.indices {
        let (row, place) = index.quotientAndRemainder(dividingBy: size)
        result[index] = Self.values[Int(pixels[starts[row] + place])]
      }
    }
  }

  /// Adds the pixels and the captions.
  func add(to checksum: inout Checksum) {
    let piece = 1 << 20
    for start in stride(from: 0, to: pixels.count, by: piece) {
      checksum.add(Data(pixels[start..<min(start + piece, pixels.count)]))
    }
    checksum.add(Data(captions.joined(separator: "\n").utf8))
  }

  private static let values = (0...255).map { (Float($0) / 255 - 0.5) / 0.5 }
}
