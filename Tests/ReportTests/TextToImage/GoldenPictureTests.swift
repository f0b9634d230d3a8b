import Figures
import Foundation
import TestSupport
import Testing

/// Every figure that the small random models draw is kept in `Golden`, one strip of its pictures for each block.
///
/// A mismatch writes `ID.actual.png` beside the expectation; nothing records by itself.
@Suite struct GoldenPictureTests {
  private static let folder = Checkout.root.appending(path: "Tests/ReportTests/Golden")

  @Test("the figures of all text-to-image directives are the golden ones, to the pixel") func figures() throws
  {
    let project = try ImageChapter.built.get()
    let ids = ImageChapter.figures
    #expect(ids.count >= 26)
    for id in ids { try compare(.strip(of: project.pictures(of: id)), id) }
    let kept = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter {
      !$0.hasSuffix(".actual.png")
    }
    #expect(Set(kept) == Set(ids.map { "\($0).png" }), "an expectation without a block")
  }

  private func compare(_ strip: Picture, _ id: String) throws {
    let golden = try? Picture(png: Data(contentsOf: Self.folder.appending(path: "\(id).png")))
    guard golden != strip else { return }
    try strip.pngData().write(to: Self.folder.appending(path: "\(id).actual.png"))
    Issue.record("\(id): \(id).actual.png differs from the golden strip")
  }
}

extension Picture {
  /// Pictures of any sizes side by side in colour, a black line between them.
  fileprivate static func strip(of pictures: [Picture]) throws -> Picture {
    let width = pictures.reduce(pictures.count - 1) { $0 + $1.width }
    let height = pictures.map(\.height).max() ?? 0
    var (pixels, left) = ([UInt8](repeating: 0, count: width * height * 3), 0)
    for picture in pictures {
      for place in 0..<picture.height * picture.width {
        let (row, column) = place.quotientAndRemainder(dividingBy: picture.width)
        for channel in 0..<3 {
          pixels[(row * width + left + column) * 3 + channel] =
            picture.pixels[place * picture.channels + min(channel, picture.channels - 1)]
        }
      }
      left += picture.width + 1
    }
    return try Picture(width: width, height: height, channels: 3, pixels: pixels)
  }
}
