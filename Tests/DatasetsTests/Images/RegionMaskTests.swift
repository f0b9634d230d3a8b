import Datasets
import Tensors
import Testing

@Suite("masks") struct RegionMaskTests {
  /// Rows of '#' and '.'.
  private func picture(_ mask: RegionMask, _ width: Int, _ height: Int) throws -> [String] {
    let scalars = try mask.tensor(height: height, width: width).scalars
    return (0..<height).map { row in
      String(scalars[row * width..<(row + 1) * width].map { $0 == 1 ? "#" as Character : "." })
    }
  }

  @Test("the write-up's box covers rows 2 to 19 and columns 24 to 41") func box() throws {
    let mask = try RegionMask.box(x: 24, y: 2, width: 18, height: 18).tensor(height: 64, width: 64)
    #expect(mask.scalars.reduce(0, +) == 324)
    for (row, column) in [(2, 24), (19, 41)] { #expect(mask.scalars[row * 64 + column] == 1) }
    for (row, column) in [(1, 24), (20, 41), (2, 23), (19, 42)] {
      #expect(mask.scalars[row * 64 + column] == 0)
    }
  }

  @Test("a pixel is inside when its middle is") func shapes() throws {
    let triangle = RegionMask.polygon([.init(x: 0, y: 0), .init(x: 6, y: 0), .init(x: 0, y: 4)])
    #expect(try picture(triangle, 6, 4) == ["#####.", "####..", "##....", "#....."])
    let circle = RegionMask.ellipse(center: .init(x: 2.5, y: 2), radii: .init(x: 2.1, y: 1.6))
    #expect(try picture(circle, 5, 4) == ["..#..", ".###.", ".###.", "..#.."])
    let light = RGBImage(width: 2, height: 1, pixels: [255, 255, 255, 100, 100, 100])
    #expect(try picture(.image(light), 2, 1) == ["#."])
  }

  @Test("a shape in percent covers the same part of any image") func percent() throws {
    let box = RegionMask.box(x: 47, y: 3, width: 41, height: 34)
    #expect(box.scaled(by: 0.32) == .box(x: 15, y: 1, width: 13, height: 11))
    #expect(box.scaled(by: 0.64) == .box(x: 30, y: 2, width: 26, height: 22))
    let triangle = RegionMask.polygon([.init(x: 0, y: 0), .init(x: 104, y: 0), .init(x: 0, y: 104)])
    #expect(try picture(triangle.scaled(by: 0.04), 4, 4) == ["####", "###.", "##..", "#..."])
    let circle = RegionMask.ellipse(center: .init(x: 50, y: 50), radii: .init(x: 42, y: 42))
    #expect(try picture(circle.scaled(by: 0.05), 5, 5) == ["..#..", ".###.", "#####", ".###.", "..#.."])
    let far = RegionMask.box(x: .min, y: .max, width: .max, height: .max).scaled(by: 0.5)
    #expect(throws: MaskError.outside(width: 4, height: 4)) { try far.tensor(height: 4, width: 4) }
  }

  @Test("a polygon that crosses itself leaves out what it encloses twice") func evenOdd() throws {
    let star = RegionMask.polygon([
      .init(x: 0, y: 0), .init(x: 6, y: 0), .init(x: 6, y: 6), .init(x: 0, y: 6), .init(x: 0, y: 0),
      .init(x: 2, y: 2), .init(x: 4, y: 2), .init(x: 4, y: 4), .init(x: 2, y: 4), .init(x: 2, y: 2),
    ])
    let rows = try picture(star, 6, 6)
    #expect(rows[3] == "##..##" && rows[0] == "######")
  }

  @Test("a mask that fits no image is an error that says why") func errors() {
    let image = RGBImage(width: 2, height: 2, pixels: [UInt8](repeating: 255, count: 12))
    let wrong: [(RegionMask, MaskError)] = [
      (.image(image), .size(expected: [4, 3], found: [2, 2])),
      (.box(x: 2, y: 0, width: 3, height: 1), .outside(width: 4, height: 3)),
      (.box(x: 0, y: 0, width: .max, height: 1), .outside(width: 4, height: 3)),
      (.polygon([.init(x: 0, y: 0), .init(x: 1, y: 1)]), .tooFewPoints(2)),
      (.ellipse(center: .init(x: 1, y: 1), radii: .init(x: 0, y: 1)), .radii(0, 1)),
      (.ellipse(center: .init(x: 9, y: 9), radii: .init(x: 1, y: 1)), .empty(width: 4, height: 3)),
      (
        .polygon([.init(x: .nan, y: 0), .init(x: 1, y: .nan), .init(x: 2, y: 2)]), .empty(width: 4, height: 3)
      ),
    ]
    for (mask, error) in wrong {
      #expect(throws: error) { try mask.tensor(height: 3, width: 4) }
    }
  }
}
