import Datasets
import Foundation
import TestSupport
import Testing

/// Files that are no PNG or JPEG are named as what they are, with the command that converts them.
@Suite struct ImageKindTests {
  private static let older = " ('convert' in place of 'magick' in ImageMagick 6)"
  private static let box: [UInt8] = [0, 0, 0, 24]

  static let kinds: [(bytes: [UInt8], found: String, remedy: String)] = [
    (Array("GIF89a".utf8), "a GIF", "convert it: magick 'a b.x[0]' 'a b.png'\(older)"),
    (Array("RIFF\0\0\0\0WEBPVP8 ".utf8), "a WebP", "convert it: magick 'a b.x[0]' 'a b.png'\(older)"),
    ([0x49, 0x49, 0x2a, 0, 8, 0], "a TIFF", "convert it: magick 'a b.x[0]' 'a b.png'\(older)"),
    ([0x4d, 0x4d, 0, 0x2a, 0, 0], "a TIFF", "convert it: magick 'a b.x[0]' 'a b.png'\(older)"),
    ([0x49, 0x49, 0x2b, 0, 8, 0], "a BigTIFF", "convert it: magick 'a b.x[0]' 'a b.png'\(older)"),
    (Array("BM6\0\0\0".utf8), "a BMP", "convert it: magick 'a b.x' 'a b.png'\(older)"),
    (box + Array("ftypheic".utf8), "a HEIC", "convert it: magick 'a b.x' 'a b.png'\(older)"),
    (box + Array("ftypavif".utf8), "an AVIF", "convert it: magick 'a b.x' 'a b.png'\(older)"),
    (box + Array("ftypisom".utf8), "a video", "name a PNG or JPEG file"),
    ([0xff, 0x0a, 0, 0], "a JPEG XL", "convert it: magick 'a b.x' 'a b.png'\(older)"),
    (Array("8BPS\0\u{1}".utf8), "a Photoshop file", "convert it: magick 'a b.x[0]' 'a b.png'\(older)"),
    (Array("P6\n2 2\n255\n".utf8), "a PNM", "convert it: magick 'a b.x' 'a b.png'\(older)"),
    (Array("%PDF-1.7".utf8), "a PDF", "convert it: pdftoppm -png -singlefile 'a b.x' 'a b'"),
    (Array("<svg xmlns=".utf8), "an SVG", "convert it: rsvg-convert -o 'a b.png' 'a b.x'"),
    (Array("<?xml version='1.0'?>\n<svg>".utf8), "an SVG", "convert it: rsvg-convert -o 'a b.png' 'a b.x'"),
    (Array("RIFF\0\0\0\0WAVE".utf8), "a RIFF file", "name a PNG or JPEG file"),
    ([], "an empty file", "name a PNG or JPEG file"),
    (Array("<html>".utf8), "HTML", "name a PNG or JPEG file"),
    ([1, 2], "something else", "name a PNG or JPEG file"),
  ]

  @Test("what is no image is an error that names the file, what it is and what to do", arguments: kinds)
  func noImage(_ bytes: [UInt8], _ found: String, _ remedy: String) throws {
    let folder = try Scratch()
    let url = try folder.write(bytes, to: "a b.x")
    for look in [{ _ = try RGBImage(contentsOf: url) }, { _ = try ImageSize(contentsOf: url) }] {
      let error = #expect(throws: ImageError.self) { try look() }
      let own = error?.renamed { ($0 as NSString).lastPathComponent }
      #expect(own?.complaint == "a b.x: expected a PNG or JPEG image, found \(found)")
      #expect(own?.remedy == remedy)
    }
  }

  @Test(
    "a JPEG in the colours of print is refused with the command that converts it",
    arguments: ["x.jpg", "x.png"])
  func print(_ name: String) throws {
    let folder = try Scratch()
    try folder.copy(Fixtures.shared.url("pictures/cmyk.jpg"), to: name)
    let error = #expect(throws: ImageError.self) { try RGBImage(contentsOf: folder.url(name)) }
    let own = error?.renamed { ($0 as NSString).lastPathComponent }
    let target = name == "x.jpg" ? "x.png" : "x-converted.png"
    #expect(own?.complaint == "\(name): cannot be decoded: its colors are those of print, CMYK")
    #expect(own?.remedy == "convert it: magick '\(name)' -colorspace sRGB '\(target)'\(Self.older)")
    #expect(throws: ImageError.self) { try ImageSize(contentsOf: folder.url(name)) }
  }

  @Test("a name with a quotation mark stays one word of the shell") func quoted() throws {
    let folder = try Scratch()
    let url = try folder.write(Array("BM".utf8), to: "it's.bmp")
    let error = #expect(throws: ImageError.self) { try RGBImage(contentsOf: url) }
    #expect(error?.remedy?.contains(#"/it'\''s.bmp' '"#) == true, "\(error?.remedy ?? "")")
  }

  @Test("what is not there or a folder is an error") func nothing() throws {
    let folder = try Scratch()
    #expect(throws: ImageError.self) { try RGBImage(contentsOf: folder.url("none")) }
    #expect(throws: ImageError.self) { try RGBImage(contentsOf: folder.root) }
  }
}
