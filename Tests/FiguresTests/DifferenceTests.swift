import Figures
import Foundation
import Testing

@Suite("differences") struct DifferenceTests {
  @Test("pictures differ by values, pixels and decibels", arguments: [1, 2, 16, 128, 255], [1, 3])
  func pictures(by level: Int, channels: Int) throws {
    let dark = [UInt8](repeating: 0, count: 12 * channels)
    var light = dark
    light[5 * channels] = UInt8(level)
    let one = try Picture(width: 4, height: 3, channels: channels, pixels: dark)
    let other = try Picture(width: 4, height: 3, channels: channels, pixels: light)
    let difference = try #require(one.difference(from: other))
    #expect(difference.largest == level && difference.count == 1)
    let error = Double(level * level) / Double(12 * channels)
    #expect(abs(difference.psnr - 10 * log10(255 * 255 / error)) < 1e-9)
    #expect(difference.heatMap.pixels.prefix(15).allSatisfy { $0 == 0 })
    #expect(difference.heatMap.pixels[15..<18] == [255, 255, 255], "the largest difference is white")
    #expect(other.difference(from: one) == difference)
  }

  @Test("equal pictures have no difference, and gray is compared with colour") func equal() throws {
    let gray = try Picture(width: 2, height: 1, channels: 1, pixels: [3, 200])
    let colour = try Picture(width: 2, height: 1, channels: 3, pixels: [3, 3, 3, 200, 200, 201])
    #expect(gray.difference(from: gray)?.largest == 0)
    #expect(gray.difference(from: gray)?.psnr == .infinity)
    #expect(gray.difference(from: colour)?.largest == 1)
    #expect(gray.difference(from: try Picture(width: 1, height: 2, channels: 1, pixels: [3, 200])) == nil)
  }

  @Test(
    "texts with other numbers have a relative error, others have none",
    arguments: [
      ("a,1\nb,2\n", "a,1\nb,2\n", 0), ("a,1\n", "a,2\n", 0.5), ("1.5e3", "1500", 0), ("-1", "1", 2),
      ("x 10 y 20", "x 10 y 19", 0.05), ("[1,2,3]", "[1,2,3.0]", 0), ("1e-3;1", "1.1e-3;1", 0.1 / 1.1),
      ("0 1", "1e-7 1", 0.1), ("a", "b", nil), ("1", "1 2", nil), ("1", "x", nil), ("a1", "a1b", nil),
      ("", "", 0), ("", "1", nil), ("1e999", "1", nil), ("1e999 1", "1e999 1", 0),
    ] as [(String, String, Double?)]) func numbers(a: String, b: String, error: Double?)
  {
    let found = TextNumbers.relativeError(a, b)
    guard let error else { return #expect(found == nil) }
    #expect(abs((found ?? .infinity) - error) < 1e-12 + 1e-9 * error)
  }
}
