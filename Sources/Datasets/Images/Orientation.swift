import Foundation

/// How a camera was held, by the tag 0x112 of EXIF: 1 upright to 8.
struct Orientation: Equatable {
  /// The tag's value; 1 where there is none or a wrong one.
  let value: Int

  /// The orientation in a JPEG file's first EXIF segment.
  init(jpeg bytes: [UInt8]) {
    var position = 2
    while position + 4 <= bytes.count, bytes[position] == 0xff, bytes[position + 1] != 0xda {
      if bytes[position + 1] == 0xff {  // a fill byte before the marker
        position += 1
        continue
      }
      let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
      let segment = bytes[position + 4..<max(position + 4, min(bytes.count, position + 2 + length))]
      if bytes[position + 1] == 0xe1, segment.starts(with: Array("Exif\0\0".utf8)) {
        self.init(exif: Array(segment.dropFirst(6)))
        return
      }
      position += 2 + length
    }
    self.init(exif: [])
  }

  /// The orientation in a PNG file's eXIf chunk, which may stand before the pixels or behind them.
  init(png bytes: Data) {
    var start = bytes.startIndex + 8
    while start + 12 <= bytes.endIndex {
      let length = bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
      guard length <= bytes.endIndex - start - 12 else { break }
      if bytes[start + 4..<start + 8].elementsEqual("eXIf".utf8) {
        self.init(exif: [UInt8](bytes[start + 8..<start + 8 + length]))
        return
      }
      start += 12 + length
    }
    self.init(exif: [])
  }

  /// The orientation in a TIFF structure's first directory.
  init(exif bytes: [UInt8]) {
    let isLittle = bytes.starts(with: Array("II".utf8))
    func number(_ start: Int, _ count: Int) -> Int {
      guard start >= 0, start + count <= bytes.count else { return 0 }
      let digits = bytes[start..<start + count]
      return (isLittle ? digits.reversed() : Array(digits)).reduce(0) { $0 << 8 | Int($1) }
    }
    let directory = number(4, 4)
    let entries = (0..<number(directory, 2)).lazy.map { directory + 2 + 12 * $0 }
    // Some programs write the number with 32 bits (type 4) in place of 16.
    let found =
      entries.first { number($0, 2) == 0x112 }.map { number($0 + 8, number($0 + 2, 2) == 4 ? 4 : 2) } ?? 1
    value = 1...8 ~= found ? found : 1
  }

  /// Whether rows of the stored image are columns of the upright one.
  var swapsSides: Bool { value > 4 }

  /// The size of the image as it was seen.
  func applied(to size: ImageSize) -> ImageSize {
    swapsSides ? ImageSize(width: size.height, height: size.width) : size
  }

  /// The image as it was seen.
  func applied(to image: RGBImage) -> RGBImage {
    guard value > 1 else { return image }
    let (width, height) = swapsSides ? (image.height, image.width) : (image.width, image.height)
    var pixels = [UInt8](repeating: 0, count: image.pixels.count)
    for row in 0..<height {
      for column in 0..<width {
        let (x, y) = source(column, row, image.width, image.height)
        for channel in 0..<3 {
          pixels[(row * width + column) * 3 + channel] = image.pixels[(y * image.width + x) * 3 + channel]
        }
      }
    }
    return RGBImage(width: width, height: height, pixels: pixels)
  }

  /// Where a pixel of the upright image lies in the stored one.
  private func source(_ column: Int, _ row: Int, _ width: Int, _ height: Int) -> (x: Int, y: Int) {
    switch value {
    case 2: (width - 1 - column, row)
    case 3: (width - 1 - column, height - 1 - row)
    case 4: (column, height - 1 - row)
    case 5: (row, column)
    case 6: (row, height - 1 - column)
    case 7: (width - 1 - row, height - 1 - column)
    case 8: (width - 1 - row, column)
    default: (column, row)
    }
  }
}
