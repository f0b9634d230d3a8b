import Foundation
import Tensors
import TestSupport
import Testing

/// The passes over [..., C] arrays in double precision, for widths below, at and beyond a vector.
@Suite struct ChannelPassTests {
  private func gelu(_ x: Double) -> Double { x * 0.5 * erfc(-x / 2.0.squareRoot()) }

  @Test(
    "statistics, normalisation and GELU are exact to 2e-6 for every width",
    arguments: [1, 3, 4, 8, 12, 16, 17, 24, 31, 64, 130])
  func normalization(channels: Int) {
    var generator = TorchGenerator(seed: 8)
    let x = generator.normal([3, 13, 29, channels])
    let (scale, shift) = (generator.normal([channels]), generator.normal([channels]))
    let batch = ChannelStatistics(of: x)
    let found = BatchNormalization(followedByGELU: true)(x, batch, scale: scale, shift: shift).scalars
    let exact = DoubleArray(x).batchNormalized(DoubleArray(scale), DoubleArray(shift)).map(gelu)
    #expect(largestDifference(found, exact.values) < 2e-6 * 5)  // values reach 5 or so
  }

  @Test("a value that is no number stays one") func notANumber() {
    let values = GELU.value(Tensor(repeating: .nan, shape: [3])).scalars
    #expect(values.allSatisfy { $0.isNaN })
  }

  @Test("statistics survive a first row far from the mean") func outlier() {
    var generator = TorchGenerator(seed: 3)
    var values = generator.normal([20_000, 1]).scalars
    values[0] = 1000
    let mean = values.reduce(0) { $0 + Double($1) } / Double(values.count)
    let variance = values.reduce(0) { $0 + pow(Double($1) - mean, 2) } / Double(values.count)
    let batch = ChannelStatistics(of: Tensor(shape: [values.count, 1], scalars: values))
    #expect(abs(Double(batch.mean.scalars[0]) - mean) < 1e-5 * (1 + abs(mean)))
    #expect(abs(Double(batch.variance.scalars[0]) - variance) < 2e-5 * variance)
  }
}
