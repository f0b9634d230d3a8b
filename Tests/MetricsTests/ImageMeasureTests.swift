import Foundation
import Metrics
import Tensors
import Testing

/// Measures of how alike images are, against scikit-image and PyTorch (Tests/Reference/make_image_measures.py).
@Suite struct ImageMeasureTests {
  private struct Record: Decodable {
    let psnr, ssim, perceptual: [Double]
  }

  private let record: Record

  init() throws { record = try fixtures.decode(Record.self, "image_measures.json") }

  /// The two tensors of the script.
  private static func pair(_ shape: [Int], minus shift: Float = 0) -> (Tensor, Tensor) {
    let a = (0..<shape.reduce(1, *)).map { Double($0 * 37 % 101) / 100 }
    let b = a.enumerated().map { 0.7 * $1 + 0.3 * Double($0 * 53 % 89) / 88 }
    return (
      Tensor(shape: shape, scalars: a.map { Float($0) - shift }),
      Tensor(shape: shape, scalars: b.map { Float($0) - shift })
    )
  }

  private static func near(_ found: [Double], _ expected: [Double], _ tolerance: Double) -> Bool {
    found.count == expected.count
      && zip(found, expected).allSatisfy { abs($0 - $1) <= tolerance + tolerance * abs($1) }
  }

  @Test("PSNR and SSIM are scikit-image's") func measures() {
    let (a, b) = Self.pair([2, 14, 17, 3])
    #expect(Self.near(PeakSignalToNoise.between(a, b), record.psnr, 1e-6))
    #expect(Self.near(StructuralSimilarity.between(a, b), record.ssim, 1e-6))
  }

  @Test("images are like themselves, and the order of the two does not matter") func same() {
    let (a, b) = Self.pair([1, 11, 12, 1])
    #expect(PeakSignalToNoise.between(a, a) == [.infinity])
    #expect(abs(StructuralSimilarity.between(a, a)[0] - 1) < 1e-12)
    #expect(PerceptualDistance.between([a], [a]) == [0])
    #expect(StructuralSimilarity.between(a, b) == StructuralSimilarity.between(b, a))
  }

  @Test("the perceptual distance is LPIPS's without learned weights, the mean over the layers")
  func perceptual() {
    let (first, second) = (Self.pair([2, 4, 5, 6], minus: 0.5), Self.pair([2, 2, 3, 4], minus: 0.5))
    let found = PerceptualDistance.between([first.0, second.0], [first.1, second.1])
    #expect(Self.near(found, record.perceptual, 1e-6))
    let unit = PerceptualDistance.unitChannels(first.0).scalars
    let squares = stride(from: 0, to: unit.count, by: 6).map { unit[$0..<$0 + 6].reduce(0) { $0 + $1 * $1 } }
    #expect(squares.allSatisfy { abs($0 - 1) < 1e-5 })
    let dark = Tensor(repeating: 0, shape: [1, 2, 2, 3])
    #expect(PerceptualDistance.between([dark], [dark]) == [0], "no excitation has no direction")
  }

  @Test("a mean comes with its standard error") func means() {
    let mean = SampleMean([1, 2, 3, 6])
    #expect(mean.count == 4 && mean.value == 3)
    #expect(abs(mean.standardError - (14.0 / 3 / 4).squareRoot()) < 1e-12)
    #expect(SampleMean([5]).standardError.isNaN && SampleMean([5]).value == 5)
    let share = SampleMean([true, true, true, false])
    #expect(share.value == 0.75 && abs(share.standardError - (0.75 * 0.25 / 3).squareRoot()) < 1e-12)
  }
}
