import Datasets
import Foundation
import TestSupport
import Testing

/// PNG files of 16 bits, and orientation in PNG files.
@Suite struct DeepPNGTests {
  /// All 16-bit samples 257 k, which are just the 8-bit samples k, one row of 256 pixels.
  private static func deep(_ colour: UInt8, _ sample: (Int) -> [Int]) -> MadePNG {
    let row = (0...255).flatMap(sample).flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    return MadePNG(width: 256, height: 1, depth: 16, colour: colour, rows: [row])
  }

  private func image(_ png: MadePNG) throws -> RGBImage {
    let folder = try Scratch()
    return try RGBImage(contentsOf: folder.write(png.bytes, to: "x.png"))
  }

  static let colours: [(name: String, colour: UInt8, sample: @Sendable (Int) -> [Int])] = [
    ("gray", 0, { [257 * $0] }), ("gray, opaque", 4, { [257 * $0, 65_535] }),
    ("RGB", 2, { [257 * $0, 257 * $0, 257 * $0] }),
    ("RGB, opaque", 6, { [257 * $0, 257 * $0, 257 * $0, 65_535] }),
  ]

  /// No word about gamma, and words that all mean sRGB.
  static let words: [(name: String, content: [UInt8])?] = [
    nil, ("sRGB", [0]), ("pHYs", [0, 0, 11, 19, 0, 0, 11, 19, 1]), ("tEXt", Array("Title\0x".utf8)),
  ]

  @Test("16 bits are the colours of 8 bits, with and without a word about gamma", arguments: 0..<4, 0..<4)
  func deep(_ kind: Int, _ word: Int) throws {
    var png = Self.deep(Self.colours[kind].colour, Self.colours[kind].sample)
    png.before = Self.words[word].map { [$0] } ?? []
    let expected = (0...255).flatMap { [UInt8](repeating: UInt8($0), count: 3) }
    #expect(try image(png).pixels == expected, "\(Self.colours[kind].name)")
  }

  @Test("a 16-bit sample between two 8-bit ones becomes the nearer") func rounding() throws {
    let samples = stride(from: 0, through: 65_535, by: 259).map { $0 }
    let row = samples.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    let png = MadePNG(width: samples.count, height: 1, depth: 16, colour: 0, rows: [row])
    let pixels = try image(png).pixels
    for (index, sample) in samples.enumerated() {
      #expect(abs(Double(pixels[3 * index]) - Double(sample) / 257) <= 0.51, "\(sample)")
    }
  }

  /// A TIFF structure whose only entry is the orientation.
  private static func exif(_ value: UInt8, isLittle: Bool, isLong: Bool) -> [UInt8] {
    func number(_ value: Int, _ count: Int) -> [UInt8] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
      return isLittle ? bytes : bytes.reversed()
    }
    let field = isLong ? number(Int(value), 4) : number(Int(value), 2) + [0, 0]
    return Array((isLittle ? "II" : "MM").utf8) + number(42, 2) + number(8, 4) + number(1, 2)
      + number(0x112, 2) + number(isLong ? 4 : 3, 2) + number(1, 4) + field + number(0, 4)
  }

  /// Where the four corners a b / c d of a picture of 3 x 2 pixels come to lie.
  static let corners = [
    1: "ab/cd", 2: "ba/dc", 3: "dc/ba", 4: "cd/ab", 5: "ac/bd", 6: "ca/db", 7: "db/ca", 8: "bd/ac",
  ]

  @Test(
    "what eXIf says about the camera is done, before the pixels or behind them, in both orders of bytes",
    arguments: 1...8, 0..<8)
  func orientation(_ value: Int, _ form: Int) throws {
    var png = MadePNG(
      width: 3, height: 2, depth: 8, colour: 0, rows: [[97, 0, 98], [99, 0, 100]])
    let chunk = ("eXIf", Self.exif(UInt8(value), isLittle: form & 1 == 0, isLong: form & 2 == 0))
    if form & 4 == 0 { png.before = [chunk] } else { png.behind = [chunk] }
    let folder = try Scratch()
    let url = try folder.write(png.bytes, to: "x.png")
    let image = try RGBImage(contentsOf: url)
    let size = value > 4 ? ImageSize(width: 2, height: 3) : ImageSize(width: 3, height: 2)
    #expect(image.size == size)
    #expect(try ImageSize(contentsOf: url) == size)
    func corner(_ x: Int, _ y: Int) -> String {
      String(UnicodeScalar(image.pixels[3 * (y * image.width + x)]))
    }
    let (right, bottom) = (image.width - 1, image.height - 1)
    let found = corner(0, 0) + corner(right, 0) + "/" + corner(0, bottom) + corner(right, bottom)
    #expect(found == Self.corners[value])
  }

  @Test(
    "an orientation that is none changes nothing",
    arguments: [
      [], [0x49], Array("II*\0".utf8), exif(0, isLittle: true, isLong: false),
      exif(9, isLittle: false, isLong: true), [UInt8](repeating: 255, count: 40),
    ])
  func none(_ content: [UInt8]) throws {
    var png = MadePNG(width: 3, height: 2, depth: 8, colour: 0, rows: [[1, 2, 3], [4, 5, 6]])
    png.before = [("eXIf", content)]
    #expect(try image(png).size == ImageSize(width: 3, height: 2))
  }
}
