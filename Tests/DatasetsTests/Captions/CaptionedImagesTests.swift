import Datasets
import Foundation
import TestSupport
import Testing

@Suite("folders of captioned pictures") struct CaptionedImagesTests {
  private let folder: Scratch

  init() throws {
    folder = try Scratch()
    for name in ["rgb.png", "baseline.jpg", "cmyk.jpg", "huge.png"] {
      let source = Fixtures.shared.url("pictures/\(name)")
      for path in [name, "more/\(name)"] { try folder.copy(source, to: path) }
    }
  }

  private func captions(_ text: String) throws -> CaptionFile {
    try folder.write(text, to: CaptionFile.name)
    return try CaptionFile(in: folder.root)
  }

  @Test("lines of any system, in any script, with or without a byte order mark and a last line end")
  func reading() throws {
    let file = try captions(
      "\u{feff}rgb.png\ta red house\r\n\nmore/rgb.png\tein Häuschen, 家\nbaseline.jpg\t a tree ")
    #expect(file.entries.map(\.picture) == ["rgb.png", "more/rgb.png", "baseline.jpg"])
    #expect(file.entries.map(\.caption) == ["a red house", "ein Häuschen, 家", " a tree "])
    #expect(file.entries.map(\.line) == [1, 3, 4])
    try file.requirePictures()
  }

  @Test("pictures become squares as {image} makes them, in the order of the lines") func pictures() throws {
    let file = try captions("baseline.jpg\ta tree\nrgb.png\ta house\n")
    var calls: [Int] = []
    let set = try CaptionedImages(file, side: 8) { calls.append($0) }
    let expected = try ["baseline.jpg", "rgb.png"].flatMap {
      try RGBImage(contentsOf: folder.url($0)).fitted(to: 8).pixels
    }
    #expect(set.pixels == expected && set.pixels.count == 2 * 8 * 8 * 3)
    #expect(set.captions == ["a tree", "a house"] && set.count == 2 && calls == [0, 1])
    let first = try CaptionedImages(file, side: 8, limit: 1)
    #expect(first.captions == ["a tree"] && first.pixels == Array(expected.prefix(192)))
  }

  @Test(
    "a line that is wrong is named with its number",
    arguments: [
      ("rgb.png a house\n", 1, CaptionError.Reason.columns(1)), ("\n\nrgb.png\ta\thouse\n", 3, .columns(3)),
      ("rgb.png\ta\nbaseline.jpg\tb\nrgb.png\tc\n", 3, .duplicate("rgb.png", first: 1)),
      ("rgb.png\t \n", 1, .noCaption("rgb.png")), ("\ta house\n", 1, .noName),
      ("rgb.png\ta\n../rgb.png\tb\n", 2, .outside("../rgb.png")),
      ("/etc/x.png\ta\n", 1, .outside("/etc/x.png")),
    ])
  func wrongLine(text: String, line: Int, reason: CaptionError.Reason) throws {
    let file = folder.url(CaptionFile.name).path
    #expect(throws: CaptionError(file, line: line, reason)) { try captions(text) }
  }

  @Test("a file that is missing, empty or not UTF-8 is an error") func wrongFile() throws {
    let file = folder.url(CaptionFile.name).path
    #expect(throws: CaptionError(file, .missing)) { try CaptionFile(in: folder.root) }
    #expect(throws: CaptionError(file, .empty)) { try captions("") }
    #expect(throws: CaptionError(file, .empty)) { try captions("\r\n\n") }
    try folder.write(Array("rgb.png\ta\nbaseline.jpg\t".utf8) + [0xe9, 0x0a], to: CaptionFile.name)
    #expect(throws: CaptionError(file, line: 2, .notUTF8)) { try CaptionFile(in: folder.root) }
  }

  @Test("a picture that is missing or unusable is named with its line and what to do") func wrongPicture()
    throws
  {
    let missing = try captions("rgb.png\ta\nnone.png\tb\n")
    #expect(throws: CaptionError(missing.url.path, line: 2, .noPicture("none.png"))) {
      try missing.requirePictures()
    }
    #expect(throws: CaptionError.self) { try CaptionedImages(missing, side: 8) }
    for name in ["cmyk.jpg", "huge.png", CaptionFile.name] {
      let file = try captions("rgb.png\ta\n\(name)\tb\n")
      let error = #expect(throws: CaptionError.self) { try CaptionedImages(file, side: 8) }
      #expect(error?.line == 2)
      #expect("\(error!)".contains("captions.tsv, line 2: '\(name)' cannot be used: "))
      #expect("\(error!)".hasSuffix(" or remove the line"))
    }
  }
}
