import Foundation
import Metrics
import Tensors
import TestSupport
import Testing

@Suite struct FrechetDistanceTests {
  private struct Record: Decodable {
    let frechet: [String: Double]
    let eigenvalues: [Double]
  }

  private let record: Record
  private let algebra: OpenBLAS

  init() throws {
    record = try fixtures.decode(Record.self, "metrics.json")
    algebra = try OpenBLAS.loaded()
  }

  private func distance(_ a: Tensor, _ b: Tensor) throws -> Double {
    try FrechetDistance.between(a, b, by: algebra)
  }

  /// One feature whose values have this mean and this variance.
  private func line(mean: Float, deviation: Float) -> Tensor {
    // -1 and 1 in turn have the variance 4 / 3 among four, divided by N - 1.
    let scalars = [-1, 1, -1, 1].map { mean + deviation * $0 * (3.0 / 4 as Float).squareRoot() }
    return Tensor(shape: [4, 1], scalars: scalars)
  }

  @Test("the distance is NumPy's to its unit, whatever the rank, and the same from either set")
  func numpy() throws {
    #expect(record.frechet.count == FeaturePair.all.count)
    for pair in FeaturePair.all {
      let (a, b) = (FeatureStatistics(of: pair.a, by: algebra), FeatureStatistics(of: pair.b, by: algebra))
      let expected = try #require(record.frechet[pair.name])
      let unit = 1e-6 * (a.variance + b.variance)
      let found = try FrechetDistance.between(a, b, by: algebra)
      #expect(abs(found - expected) < 0.6 * unit, "\(pair.name): \(found), \(expected)")
      #expect(try found == FrechetDistance.between(b, a, by: algebra), "\(pair.name)")
      let exact = try FrechetDistance.unrounded(a, b, by: algebra)
      #expect(abs(exact - expected) < 1e-3 * unit, "\(pair.name): \((exact - expected) / unit) units")
    }
  }

  @Test("the distance of a set from itself is zero, moved it is the squared way") func moved() throws {
    for a in [FeaturePair.first.a, FeaturePair.fewSamples.a] {
      #expect(try distance(a, a) == 0)
      let away = a + Tensor(repeating: 0.5, shape: a.shape)
      #expect(try abs(distance(a, away) - 84 * 0.25) < 1e-3)
    }
  }

  @Test("in one dimension it is (m1 - m2)^2 + (s1 - s2)^2, and without variance the first alone")
  func oneDimension() throws {
    let (x, y) = (line(mean: 1, deviation: 2), line(mean: -2, deviation: 0.5))
    #expect(try abs(distance(x, y) - (9 + 2.25)) < 1e-5)
    #expect(try distance(line(mean: 1, deviation: 0), line(mean: -2, deviation: 0)) == 9)
  }

  @Test("features that are no numbers have no distance", arguments: [Float.nan, .infinity])
  func notFinite(_ value: Float) throws {
    let broken = Tensor(shape: [4, 2], scalars: [value] + Array(repeating: 1, count: 7))
    #expect(try distance(broken, Tensor(repeating: 1, shape: [4, 2])).isNaN)
  }

  @Test("a unit is a millionth of the variances, of which every distance is a multiple") func unit() throws {
    let pair = FeaturePair.fewSamples
    let (a, b) = (FeatureStatistics(of: pair.a, by: algebra), FeatureStatistics(of: pair.b, by: algebra))
    let unit = 1e-6 * (a.variance + b.variance)
    let count = try FrechetDistance.between(a, b, by: algebra) / unit
    #expect(abs(count - count.rounded()) < 1e-8)
    let trace = (0..<84).reduce(0) { $0 + a.covariance[$1, $1] }
    #expect(abs(trace - a.variance) < 1e-12 * trace)
  }

  @Test("eigenvalues are NumPy's, eigenvectors of length 1 and put the matrix together again")
  func eigen() throws {
    let matrix = FeatureStatistics(of: FeaturePair.first.a, by: algebra).covariance
    let (values, vectors) = try algebra.eigen(of: matrix, vectors: true)
    #expect(largestDifference(values, record.eigenvalues) < 1e-12)
    let alone = try algebra.eigen(of: matrix, vectors: false)
    #expect(largestDifference(alone.values, values) < 1e-12 && alone.vectors.isEmpty)
    let size = matrix.size
    for row in 0..<size {
      for column in 0...row {
        let terms = (0..<size).map { values[$0] * vectors[$0 * size + row] * vectors[$0 * size + column] }
        #expect(abs(terms.reduce(0, +) - matrix[row, column]) < 1e-12)
        let product = (0..<size).reduce(0) { $0 + vectors[row * size + $1] * vectors[column * size + $1] }
        #expect(abs(product - (row == column ? 1 : 0)) < 1e-12)
      }
    }
  }
}
