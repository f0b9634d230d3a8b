import Figures
import Foundation
import Testing

/// Texts inside of PNG files and drawings.
@Suite struct PictureTextTests {
  private static let picture = Result {
    try Picture(width: 3, height: 2, channels: 3, pixels: (0..<18).map { UInt8($0 * 14) }).pngData()
  }

  @Test(
    "a text in a PNG file leaves the pixels as they are and can be read",
    arguments: ["", "a", "Größe\n\"x\" 图"])
  func png(text: String) throws {
    let png = try Self.picture.get()
    let stamped = try #require(PNGText.adding(text, keyword: "recipe", to: png))
    #expect(try Picture(png: stamped) == Picture(png: png))
    #expect(PNGText.text(of: "recipe", in: stamped) == text)
    #expect(PNGText.text(of: "other", in: stamped) == nil && PNGText.text(of: "recipe", in: png) == nil)
    #expect(PNGText.adding(text, keyword: "recipe", to: png) == stamped)
    #expect(stamped.count == png.count + 12 + "recipe".utf8.count + 5 + text.utf8.count)
  }

  @Test("data that is cut, changed or no PNG file at all gets no text and has none") func damaged() throws {
    let stamped = try #require(PNGText.adding("text", keyword: "recipe", to: Self.picture.get()))
    for count in 0..<stamped.count {
      let cut = Data(stamped.prefix(count))
      #expect(PNGText.adding("more", keyword: "recipe", to: cut) == nil)
      #expect(PNGText.text(of: "recipe", in: cut) == nil)
    }
    for place in stamped.indices {
      var changed = stamped
      changed[place] ^= 0xFF
      _ = PNGText.text(of: "recipe", in: changed)  // whatever is in it, it ends
    }
  }

  @Test("a text in a drawing stands behind its first tag and leaves the rest as it was") func svg() throws {
    for drawing in [
      "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>a &gt; b</title></svg>\n",
      "<?xml version='1.0'?>\n<svg a='>' b=\"/>\"\n ><g/></svg>",
    ] {
      let text = "{\"a\":\"<b> & 'c' ]]>\"}"
      let stamped = try #require(SVGText.adding(text, keyword: "recipe", to: drawing))
      let found = try #require(SVGText.text(of: "recipe", in: stamped))
      #expect(found.text == text && found.drawing == drawing)
    }
    for drawing in ["", "<svg/>", "<svg", "<svg a='>", "<svgs></svgs>", "text"] {
      #expect(SVGText.adding("x", keyword: "recipe", to: drawing) == nil)
    }
  }
}
