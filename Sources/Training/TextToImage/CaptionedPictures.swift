import Checkpoints
import Diffusion
import Foundation
import Networks
import Tensors

/// Where the pixels of a training's pictures are.
public protocol PixelSource: Sendable {
  /// The width and height of every picture as it is there, in pixels.
  var side: Int { get }
  /// How many there are.
  var count: Int { get }
  /// Writes a picture's pixels [side, side, 3]; throws where they cannot be read any more.
  func read(_ index: Int, into pixels: UnsafeMutableBufferPointer<UInt8>) throws
  /// Adds what tells these pictures from others.
  func add(to checksum: inout Checksum)
}

/// The pictures of a training with what they show.
public struct CaptionedPictures: Sendable {
  /// The width and height of every picture in pixels, as the network sees them.
  public let side: Int
  /// The caption of every picture, [N].
  public let captions: [String]
  private let source: any PixelSource

  /// Pictures whose pixels stay where they are until a step needs them.
  ///
  /// - Parameter side: what they are halved to, by `Tensor.halved`: that of the source or a half, a quarter, ... of it.
  public init(side: Int, _ source: some PixelSource, captions: [String]) {
    precondition(
      side > 0 && !captions.isEmpty && source.count == captions.count && source.side.isHalved(to: side),
      "CaptionedPictures: expected \(captions.count) pictures of \(side) pixels or twice as many, got "
        + "\(source.count) of \(source.side)")
    (self.side, self.source, self.captions) = (side, source, captions)
  }

  /// The pixels [N, side, side, 3] of at least one picture, held as bytes, and N captions.
  public init(side: Int, pixels: [UInt8], captions: [String]) {
    precondition(
      side > 0 && !captions.isEmpty && pixels.count == captions.count * side * side * 3,
      "CaptionedPictures: expected \(captions.count) pictures of \(side) x \(side) x 3, got \(pixels.count) bytes"
    )
    self.init(side: side, HeldPixels(side: side, pixels: pixels), captions: captions)
  }

  /// The number of pictures N.
  public var count: Int { captions.count }

  /// Pictures by their indices, [n, side, side, 3] in -1...1: (p / 255 - 0.5) / 0.5, as models take them.
  ///
  /// Throws what the source does.
  func images(_ indices: some Collection<Int>) throws -> Tensor {
    let size = source.side * source.side * 3
    var bytes = [UInt8](repeating: 0, count: indices.count * size)
    try bytes.withUnsafeMutableBufferPointer { bytes in
      for (row, index) in indices.enumerated() {
        try source.read(
          index, into: UnsafeMutableBufferPointer(rebasing: bytes[row * size..<(row + 1) * size]))
      }
    }
    var images = Tensor(shape: [indices.count, source.side, source.side, 3]) { result in
      Self.values.withUnsafeBufferPointer { values in
        for index in result.indices { result[index] = values[Int(bytes[index])] }
      }
    }
    while images.shape[1] > side { images = images.halved }
    return images
  }

  /// Adds the pixels and the captions.
  func add(to checksum: inout Checksum) {
    source.add(to: &checksum)
    checksum.add(Data(captions.joined(separator: "\n").utf8))
  }

  private static let values = (0...255).map { (Float($0) / 255 - 0.5) / 0.5 }
}

extension Int {
  /// Whether a picture of so many pixels becomes one of `side` by halving.
  public func isHalved(to side: Int) -> Bool {
    self == side || side > 0 && self > side && self % 2 == 0 && (self / 2).isHalved(to: side)
  }
}

/// Pixels in memory, [N, side, side, 3].
private struct HeldPixels: PixelSource {
  let side: Int
  let pixels: [UInt8]

  var count: Int { pixels.count / (side * side * 3) }

  func read(_ index: Int, into result: UnsafeMutableBufferPointer<UInt8>) {
    _ = result.update(fromContentsOf: pixels[index * result.count..<(index + 1) * result.count])
  }

  func add(to checksum: inout Checksum) {
    let piece = 1 << 20
    for start in stride(from: 0, to: pixels.count, by: piece) {
      checksum.add(Data(pixels[start..<min(start + piece, pixels.count)]))
    }
  }
}
