import Datasets
import Foundation
import TestSupport
import Testing

@Suite("captions that are asked for") struct AskedCaptionsTests {
  private let folder: Scratch

  init() throws {
    folder = try Scratch()
    try folder.copy(Fixtures.shared.url("pictures/rgb.png"), to: "more/rgb.png")
  }

  private func asked(_ text: String) throws -> AskedCaptions {
    try folder.write(text, to: "asked.tsv")
    return try AskedCaptions(folder.url("asked.tsv"))
  }

  @Test("a line has a caption, a subject, a style and perhaps a picture") func reading() throws {
    let plain = try asked("\u{feff}a red house, in oil\thouse\toil\r\n\na boat\tboat\tphoto")
    #expect(plain.entries.map(\.caption) == ["a red house, in oil", "a boat"])
    #expect(
      plain.entries.map(\.subject) == ["house", "boat"] && plain.entries.map(\.style) == ["oil", "photo"])
    #expect(plain.entries.map(\.line) == [1, 3] && !plain.hasPictures)
    #expect(try plain.pictures(side: 8).isEmpty)
    let shown = try asked("a red house\thouse\toil\tmore/rgb.png\na boat\tboat\tphoto\tmore/none.png\n")
    #expect(shown.hasPictures)
    let picture = try RGBImage(contentsOf: folder.url("more/rgb.png")).fitted(to: 8)
    #expect(try shown.pictures(side: 8, limit: 1) == [picture])
    #expect(throws: CaptionError(shown.url.path, line: 2, .noPicture("more/none.png"))) {
      try shown.pictures(side: 8)
    }
  }

  @Test(
    "a line that is wrong is named with its number",
    arguments: [
      ("a house\thouse\n", 1, CaptionError.Reason.askedColumns(2, expected: nil)),
      ("a\tb\tc\td\te\n", 1, .askedColumns(5, expected: nil)),
      ("a\tb\tc\n\na\tb\tc\td\n", 3, .askedColumns(4, expected: 3)),
      ("a\tb\tc\td\na\tb\tc\n", 2, .askedColumns(3, expected: 4)),
      ("a\t \tc\n", 1, .emptyColumn(2)), ("a\tb\tc\t../d.png\n", 1, .outside("../d.png")),
    ])
  func wrong(_ text: String, _ line: Int, _ reason: CaptionError.Reason) {
    let path = folder.url("asked.tsv").path
    #expect(throws: CaptionError(path, line: line, reason)) { try asked(text) }
  }

  @Test("a file that is missing or empty says what it should have") func none() throws {
    let url = folder.url("none.tsv")
    let error = #expect(throws: CaptionError.self) { try AskedCaptions(url) }
    #expect(error?.complaint == "\(url.path): expected a file of captions, found none")
    #expect(throws: CaptionError(folder.url("asked.tsv").path, .noCaptions)) {
      try asked("\n\n")
    }
  }
}
