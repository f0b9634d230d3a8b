import Figures
import Foundation
import Tensors
import Testing

@Suite("pictures") struct PictureTests {
  @Test("values are clamped and rounded over their range") func values() throws {
    let tensor = Tensor(shape: [1, 5, 1], scalars: [-2, -1, 0, 0.5, 3])
    #expect(try Picture(tensor, range: -1...1).pixels == [0, 0, 128, 191, 255])
  }

  @Test("an image is taken out of a batch") func batch() throws {
    let tensor = Tensor(shape: [2, 1, 1, 3], scalars: [0, 0, 0, 1, 0.2, 0])
    #expect(try Picture(tensor, image: 1).pixels == [255, 51, 0])
    #expect(throws: FigureError.noSuchImage(index: 2, count: 2)) { try Picture(tensor, image: 2) }
    #expect(throws: FigureError.self) { try Picture(tensor) }
  }

  @Test("values that are not finite are counted in the error") func notFinite() {
    let tensor = Tensor(shape: [1, 3, 1], scalars: [.nan, .infinity, 0])
    #expect(throws: FigureError.notFinite(count: 2, of: 3)) { try Picture(tensor) }
  }

  @Test("PNG brings every pixel back, with the same bytes each time", arguments: [1, 3])
  func roundTrip(channels: Int) throws {
    let pixels = (0..<7 * 5 * channels).map { UInt8($0 * 37 % 256) }
    let picture = try Picture(width: 7, height: 5, channels: channels, pixels: pixels)
    #expect(try Picture(png: picture.pngData()) == picture)
    #expect(try picture.pngData() == picture.pngData())
  }

  @Test("what is no PNG is an error") func notPNG() throws {
    let whole = try Picture(width: 9, height: 9, channels: 1, pixels: (0..<81).map { UInt8($0) }).pngData()
    for data in [Data(), Data([1, 2, 3]), whole.prefix(50)] {
      #expect(throws: FigureError.self) { try Picture(png: data) }
    }
  }

  @Test("a contact sheet has gaps between its pictures and none around") func contactSheet() throws {
    let dots = try [1, 2, 3].map { try Picture(width: 1, height: 1, channels: 1, pixels: [$0]) }
    let sheet = try Picture.contactSheet(of: dots, columns: 2, gap: 1)
    #expect((sheet.width, sheet.height) == (3, 3))
    #expect(sheet.pixels == [1, 255, 2, 255, 255, 255, 3, 255, 255])
    #expect(throws: FigureError.contactSheet(shapes: [])) { try Picture.contactSheet(of: [], columns: 2) }
  }

  @Test("a table becomes CSV with quotes where they are needed") func table() {
    let table = Table(columns: [.init("a"), .init("b", alignment: .trailing)], rows: [["x,y", "1"]])
    #expect(table.csv() == "a,b\n\"x,y\",1\n")
  }
}
