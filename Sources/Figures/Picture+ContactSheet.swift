extension Picture {
  /// Pictures of one shape side by side, row by row, `gap` pixels of white between them and none around.
  ///
  /// - Throws: `FigureError.contactSheet` when there is no picture or their shapes differ.
  public static func contactSheet(of pictures: [Picture], columns: Int, gap: Int = 2) throws -> Picture {
    let shapes = pictures.map { [$0.height, $0.width, $0.channels] }
    guard let first = pictures.first, shapes.allSatisfy({ $0 == shapes[0] }) else {
      throw FigureError.contactSheet(shapes: shapes)
    }
    let (columns, gap) = (min(max(columns, 1), pictures.count), max(gap, 0))
    let rows = (pictures.count + columns - 1) / columns
    let width = columns * first.width + (columns - 1) * gap
    let height = rows * first.height + (rows - 1) * gap
    var pixels = [UInt8](repeating: 255, count: width * height * first.channels)
    for (index, picture) in pictures.enumerated() {
      let left = index % columns * (first.width + gap)
      let top = index / columns * (first.height + gap)
      picture.copy(into: &pixels, width: width, left: left, top: top)
    }
    return try Picture(width: width, height: height, channels: first.channels, pixels: pixels)
  }

  private func copy(into sheet: inout [UInt8], width sheetWidth: Int, left: Int, top: Int) {
    let length = width * channels
    for row in 0..<height {
      let start = ((top + row) * sheetWidth + left) * channels
      sheet.replaceSubrange(start..<start + length, with: pixels[row * length..<(row + 1) * length])
    }
  }
}
