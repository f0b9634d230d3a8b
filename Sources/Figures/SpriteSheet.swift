/// Pictures of one size in one: row by row, each with a rim of its own outermost pixels around it, so that no neighbour shows
/// where a part of the sheet is seen enlarged.
public struct SpriteSheet: Codable, Equatable, Sendable {
  /// The size of each picture in pixels.
  public let width, height: Int
  /// How many pictures stand beside each other.
  public let columns: Int
  /// What the pictures are called, row by row.
  public let pictures: [String]
  /// The pixels of the rim on each side.
  private static let rim = 1

  /// - Parameter columns: how many pictures stand beside each other, at least 1.
  public init(width: Int, height: Int, columns: Int, pictures: [String]) {
    (self.width, self.height, self.pictures) = (width, height, pictures)
    self.columns = max(1, min(columns, pictures.count))
  }

  /// Decodes what `encode` wrote.
  ///
  /// - Throws: `DecodingError`, also for a layout that no sheet can have.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let pictures = try values.decode([String].self, forKey: .pictures)
    let (width, height) = (
      try values.decode(Int.self, forKey: .width), try values.decode(Int.self, forKey: .height)
    )
    let columns = try values.decode(Int.self, forKey: .columns)
    guard 1...1 << 16 ~= pictures.count, 1...pictures.count ~= columns,
      [width, height].allSatisfy({ 1...1 << 16 ~= $0 })
    else {
      throw DecodingError.dataCorruptedError(forKey: .columns, in: values, debugDescription: "no such sheet")
    }
    self.init(width: width, height: height, columns: columns, pictures: pictures)
  }

  /// The size of the whole sheet in pixels.
  public var wholeWidth: Int { columns * (width + 2 * Self.rim) }
  /// The size of the whole sheet in pixels.
  public var wholeHeight: Int { (pictures.count + columns - 1) / columns * (height + 2 * Self.rim) }

  /// Where a picture's first pixel is: from the left, and from the top.
  public func place(of index: Int) -> (left: Int, top: Int) {
    let (row, column) = index.quotientAndRemainder(dividingBy: columns)
    return (column * (width + 2 * Self.rim) + Self.rim, row * (height + 2 * Self.rim) + Self.rim)
  }

  /// The sheet of some pictures; gray if all are, and white where there is none.
  ///
  /// - Parameter all: in the order of `pictures`.
  /// - Throws: `FigureError.contactSheet` unless there are as many as there should be, of the size that they should have.
  public func drawn(_ all: [Picture]) throws -> Picture {
    guard all.count == pictures.count, !all.isEmpty,
      all.allSatisfy({ $0.width == width && $0.height == height })
    else { throw FigureError.contactSheet(shapes: all.map { [$0.height, $0.width, $0.channels] }) }
    let channels = all.map(\.channels).max() ?? 1
    var pixels = [UInt8](repeating: 255, count: wholeWidth * wholeHeight * channels)
    for (index, picture) in all.enumerated() {
      let (left, top) = place(of: index)
      for y in -Self.rim..<height + Self.rim {
        for x in -Self.rim..<width + Self.rim {
          let source = min(max(y, 0), height - 1) * width + min(max(x, 0), width - 1)
          let target = ((top + y) * wholeWidth + left + x) * channels
          for channel in 0..<channels {
            // A gray picture among coloured ones has one value for all three.
            pixels[target + channel] =
              picture.pixels[source * picture.channels + channel % picture.channels]
          }
        }
      }
    }
    return try Picture(width: wholeWidth, height: wholeHeight, channels: channels, pixels: pixels)
  }

  /// A picture of a sheet, with the sheet's channels; nil where the sheet has another size than this one would have.
  public func picture(_ index: Int, of sheet: Picture) -> Picture? {
    guard (sheet.width, sheet.height) == (wholeWidth, wholeHeight), pictures.indices.contains(index)
    else {
      return nil
    }
    let (left, top) = place(of: index)
    let pixels = (0..<height).flatMap { y in
      let start = ((top + y) * wholeWidth + left) * sheet.channels
      return sheet.pixels[start..<start + width * sheet.channels]
    }
    return try? Picture(width: width, height: height, channels: sheet.channels, pixels: pixels)
  }
}
