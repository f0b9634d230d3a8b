import Datasets
import Foundation
import Tensors
import TestSupport
import Testing

@Suite("image files") struct RGBImageTests {
  private struct Pixels: Decodable {
    let size: [Int]
    let rgb: Data
    var image: RGBImage { RGBImage(width: size[0], height: size[1], pixels: [UInt8](rgb)) }
  }

  private struct Fitted: Decodable {
    let size: [Int]
    let side: Int
    let from: Data
    let rgb: Data
  }

  private struct Record: Decodable {
    let decoded, oriented: [String: Pixels]
    let source: Pixels
    let resized: [Pixels]
    let fitted: [Fitted]
  }

  private static func url(_ name: String) -> URL { Fixtures.shared.url("pictures/\(name)") }

  private func record() throws -> Record {
    try Fixtures.shared.decode(Record.self, "pictures/images.json")
  }

  private func largestDifference(_ a: RGBImage, _ b: RGBImage) -> Int {
    guard a.width == b.width, a.height == b.height else { return .max }
    return zip(a.pixels, b.pixels).map { abs(Int($0) - Int($1)) }.max() ?? 0
  }

  @Test("PNG files come out as from Pillow, transparency over white; JPEG files to 2/255") func decoding()
    throws
  {
    let record = try record()
    #expect(record.decoded.count == 11)
    for (name, expected) in record.decoded {
      let difference = largestDifference(try RGBImage(contentsOf: Self.url(name)), expected.image)
      #expect(difference <= (name.hasSuffix(".jpg") ? 2 : name.contains("alpha") ? 1 : 0), "\(name)")
      #expect(try ImageSize(contentsOf: Self.url(name)) == expected.image.size, "\(name)")
    }
  }

  @Test("a camera's orientation is done, all eight of them") func orientation() throws {
    let record = try record()
    #expect(record.oriented.count == 8)
    for (name, expected) in record.oriented {
      #expect(largestDifference(try RGBImage(contentsOf: Self.url(name)), expected.image) <= 2, "\(name)")
      #expect(try ImageSize(contentsOf: Self.url(name)) == expected.image.size, "\(name)")
    }
  }

  @Test("bytes that fill the room before a marker hide no orientation") func fillBytes() throws {
    let folder = try Scratch()
    for value in 5...8 {
      var bytes = [UInt8](try Data(contentsOf: Self.url("oriented\(value).jpg")))
      bytes.insert(contentsOf: [0xff, 0xff, 0xff], at: 2)
      let url = try folder.write(bytes, to: "filled.jpg")
      #expect(try ImageSize(contentsOf: url) == ImageSize(contentsOf: Self.url("oriented\(value).jpg")))
    }
  }

  @Test("a bilinear resize has Pillow's bytes, smaller and larger") func resizing() throws {
    let record = try record()
    for expected in record.resized {
      let found = try record.source.image.resized(width: expected.size[0], height: expected.size[1])
      #expect(found == expected.image, "\(expected.size)")
    }
  }

  @Test("an image fitted to a square has torchvision's bytes") func fitting() throws {
    for example in try record().fitted {
      let image = RGBImage(width: example.size[0], height: example.size[1], pixels: [UInt8](example.from))
      #expect(try image.fitted(to: example.side).pixels == [UInt8](example.rgb), "\(example.size)")
    }
  }

  @Test("bytes become -1...1 and come back the same") func tensor() throws {
    let bytes = (0..<768).map { UInt8($0 % 256) }
    let image = RGBImage(width: 16, height: 16, pixels: bytes)
    let tensor = image.tensor
    #expect(tensor.shape == [1, 16, 16, 3])
    #expect(tensor.scalars[0] == -1 && tensor.scalars[255] == 1)
    #expect(RGBImage(tensor) == image)
    let wild = Tensor(shape: [1, 1, 3], scalars: [.nan, 5, -5])
    #expect(RGBImage(wild).pixels == [0, 255, 0])
  }

  @Test("a rectangle is cut out, and one that leaves the image is an error") func cropping() throws {
    let image = RGBImage(width: 3, height: 2, pixels: (0..<18).map { UInt8($0) })
    #expect(try image.cropped(x: 1, y: 1, width: 2, height: 1).pixels == [12, 13, 14, 15, 16, 17])
    for (x, y, width, height) in [(2, 0, 2, 1), (0, 0, 0, 1), (-1, 0, 1, 1), (0, 2, 1, 1), (0, 0, .max, 1)] {
      #expect(throws: ImageError.self) { try image.cropped(x: x, y: y, width: width, height: height) }
    }
    #expect(throws: ImageError.self) { try image.resized(width: 0, height: 5) }
    #expect(throws: ImageError.self) { try image.resized(width: 65536, height: 65536) }
  }

  @Test("30,000 x 30,000 is refused before it is decoded", arguments: ["huge.png", "huge.jpg"])
  func tooLarge(name: String) throws {
    let url = Self.url(name)
    #expect(throws: ImageError.tooLarge(path: url.path, width: 30_000, height: 30_000)) {
      try RGBImage(contentsOf: url)
    }
    #expect(throws: ImageError.tooLarge(path: url.path, width: 30_000, height: 30_000)) {
      try ImageSize(contentsOf: url)
    }
  }

  @Test("a PNG whose header says more than its file has takes no memory for it") func claim() throws {
    let whole = [UInt8](try Data(contentsOf: Self.url("gray.png")))
    let chunk = [0x7f, 0xff, 0xff, 0xff] + Array("tEXt".utf8)
    let folder = try Scratch()
    let url = try folder.write(Array(whole[..<33] + chunk + whole[33...]), to: "claim.png")
    let reason = "not a whole PNG, for it ends in its header; copy it again"
    #expect(throws: ImageError.undecodable(path: url.path, reason: reason)) { try ImageSize(contentsOf: url) }
    #expect(throws: ImageError.undecodable(path: url.path, reason: reason)) { try RGBImage(contentsOf: url) }
  }

  @Test(
    "a file cut anywhere is an error, and one with changed bytes never a crash",
    arguments: ["rgb.png", "palette.png", "baseline.jpg", "progressive.jpg", "oriented6.jpg"])
  func damage(name: String) throws {
    let whole = [UInt8](try Data(contentsOf: Self.url(name)))
    let folder = try Scratch()
    for cut in stride(from: 0, to: whole.count * 9 / 10, by: 13) {
      let url = try folder.write(Array(whole[..<cut]), to: name)
      #expect(throws: ImageError.self) { try RGBImage(contentsOf: url) }
    }
    for position in stride(from: 0, to: whole.count, by: 3) {
      var changed = whole
      changed[position] ^= UInt8(1 + position % 255)
      let url = try folder.write(changed, to: name)
      _ = try? RGBImage(contentsOf: url)
      _ = try? ImageSize(contentsOf: url)
    }
  }
}
