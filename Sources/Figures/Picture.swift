import Tensors

/// An image of 8-bit pixels, gray or RGB.
public struct Picture: Codable, Equatable, Sendable {
  /// The width in pixels, at least 1.
  public let width: Int
  /// The height in pixels, at least 1.
  public let height: Int
  /// 1 for gray, 3 for RGB.
  public let channels: Int
  /// The pixels, [height, width, channels], in sRGB.
  public let pixels: [UInt8]

  /// The pixels [height, width, channels] of an image.
  ///
  /// - Throws: `FigureError.pictureShape` unless there is a pixel, 1 or 3 channels, and the count fits.
  public init(width: Int, height: Int, channels: Int, pixels: [UInt8]) throws {
    let shape = [height, width, channels]
    guard width > 0, height > 0, channels == 1 || channels == 3,
      pixels.count == height * width * channels
    else { throw FigureError.pictureShape(shape, pixelCount: pixels.count) }
    (self.width, self.height, self.channels, self.pixels) = (width, height, channels, pixels)
  }

  /// Decodes what `encode` wrote; throws a `FigureError` or `DecodingError` for a picture that cannot be.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      width: values.decode(Int.self, forKey: .width), height: values.decode(Int.self, forKey: .height),
      channels: values.decode(Int.self, forKey: .channels),
      pixels: values.decode([UInt8].self, forKey: .pixels))
  }

  /// A tensor [H, W, C] or [1, H, W, C], C = 1 or 3: `range` becomes 0...255, clamped, rounded to nearest.
  ///
  /// - Throws: `FigureError.notFinite` with how many values are NaN or infinite; `pictureShape`.
  public init(_ tensor: Tensor, range: ClosedRange<Float> = 0...1) throws {
    let isBatch = tensor.shape.count == 4 && tensor.shape[0] == 1
    let shape = isBatch ? Array(tensor.shape.dropFirst()) : tensor.shape
    guard shape.count == 3 else {
      throw FigureError.pictureShape(tensor.shape, pixelCount: tensor.scalars.count)
    }
    try self.init(shape: shape, values: tensor.scalars[...], range: range)
  }

  /// Image `index` of a tensor [N, H, W, C]; as `init(_:range:)`.
  ///
  /// - Throws: `FigureError.noSuchImage` for an index outside 0..<N, and as above.
  public init(_ tensor: Tensor, image index: Int, range: ClosedRange<Float> = 0...1) throws {
    guard tensor.shape.count == 4 else {
      throw FigureError.pictureShape(tensor.shape, pixelCount: tensor.scalars.count)
    }
    guard 0..<tensor.shape[0] ~= index else {
      throw FigureError.noSuchImage(index: index, count: tensor.shape[0])
    }
    let shape = Array(tensor.shape.dropFirst())
    let count = shape.reduce(1, *)
    try self.init(shape: shape, values: tensor.scalars[index * count..<(index + 1) * count], range: range)
  }

  private init(shape: [Int], values: ArraySlice<Float>, range: ClosedRange<Float>) throws {
    let unfit = values.count { !$0.isFinite }
    guard unfit == 0 else { throw FigureError.notFinite(count: unfit, of: values.count) }
    let span = range.upperBound - range.lowerBound
    let pixels = values.map { value in
      let share = span > 0 ? (value - range.lowerBound) / span : 0
      return UInt8((min(max(share, 0), 1) * 255).rounded())
    }
    try self.init(width: shape[1], height: shape[0], channels: shape[2], pixels: pixels)
  }
}
