import Foundation
import Metrics
import Tensors
import Testing

@Suite struct MetricsTests {
  private struct Record: Decodable {
    let frechet, precision, recall: Double
    let eigenvalues, nearestDistances: [Double]
    let nearest: [Int]
  }

  private let record: Record
  /// The two sets of Tests/Reference/make_metrics.py.
  private let a = mixed(seed: 3, rows: 300, slope: 0.03125, neighbour: 0.25, shift: 0)
  private let b = mixed(seed: 4, rows: 260, slope: 0.015625, neighbour: 0.75, shift: 0.0078125)

  init() throws { record = try fixtures.decode(Record.self, "metrics.json") }

  private static func mixed(
    seed: UInt64, rows: Int, slope: Float, neighbour: Float, shift: Float
  ) -> Tensor {
    var generator = TorchGenerator(seed: seed)
    let x = generator.normal([rows, 84]).scalars
    let scalars = x.indices.map { index in
      let column = index % 84
      let next = column == 83 ? index - 83 : index + 1
      return x[index] * (0.5 + slope * Float(column)) + neighbour * x[next] + shift * Float(column)
    }
    return Tensor(shape: [rows, 84], scalars: scalars)
  }

  /// One feature whose values have this mean and this variance.
  private func line(mean: Float, deviation: Float) -> [Float] {
    // -1 and 1 in turn have the variance 4 / 3 among four, divided by N - 1.
    [-1, 1, -1, 1].map { mean + deviation * $0 * (3.0 / 4).squareRoot() }
  }

  @Test("the distance of two sets of 84 features is SciPy's") func scipy() {
    let found = FrechetDistance.between(a, b)
    #expect(abs(found - record.frechet) < 1e-4 * (1 + record.frechet), "\(found), \(record.frechet)")
    let mirrored = FrechetDistance.between(b, a)
    #expect(abs(found - mirrored) < 1e-9 * (1 + found))
  }

  @Test("the distance of a set from itself is zero, moved it is the squared way") func moved() {
    #expect(FrechetDistance.between(a, a) < 1e-9)
    let away = a + Tensor(repeating: 0.5, shape: a.shape)
    #expect(abs(FrechetDistance.between(a, away) - 84 * 0.25) < 1e-3)
  }

  @Test("in one dimension it is (m1 - m2)^2 + (s1 - s2)^2") func oneDimension() {
    let x = Tensor(shape: [4, 1], scalars: line(mean: 1, deviation: 2))
    let y = Tensor(shape: [4, 1], scalars: line(mean: -2, deviation: 0.5))
    #expect(abs(FrechetDistance.between(x, y) - (9 + 2.25)) < 1e-5)
  }

  @Test("sets with fewer rows than features have a distance too") func singular() {
    let few = a.gathering(0..<10)
    #expect(FrechetDistance.between(few, b).isFinite)
    #expect(FrechetDistance.between(few, few) < 1e-6)
  }

  @Test("eigenvalues are NumPy's, eigenvectors of length 1 and put the matrix together again") func eigen() {
    let matrix = FeatureStatistics(of: a).covariance
    let eigen = EigenDecomposition(of: matrix)
    for (found, expected) in zip(eigen.values.sorted(), record.eigenvalues) {
      #expect(abs(found - expected) < 1e-6 * (1 + expected))
    }
    let size = matrix.size
    for row in 0..<size {
      for column in 0...row {
        let terms = (0..<size).map {
          eigen.values[$0] * eigen.vectors[$0 * size + row] * eigen.vectors[$0 * size + column]
        }
        #expect(abs(terms.reduce(0, +) - matrix[row, column]) < 1e-10)
        let product = (0..<size).reduce(0) {
          $0 + eigen.vectors[row * size + $1] * eigen.vectors[column * size + $1]
        }
        #expect(abs(product - (row == column ? 1 : 0)) < 1e-12)
      }
    }
  }

  @Test("precision, recall and neighbours are NumPy's") func numpy() {
    let found = PrecisionRecall(samples: Manifold(of: b), real: Manifold(of: a))
    #expect(abs(found.precision - record.precision) < 1e-9 && abs(found.recall - record.recall) < 1e-9)
    let near = NearestNeighbours.nearest(to: b, among: a).prefix(20)
    #expect(near.map(\.index) == record.nearest)
    for (neighbour, expected) in zip(near, record.nearestDistances) {
      #expect(abs(neighbour.distance - expected) < 1e-5 * (1 + expected))
    }
  }

  @Test("samples in one corner are precise and recall little; samples far away do neither") func corners() {
    let real = Tensor(shape: [100, 1], scalars: (0..<100).map { Float($0) })
    let corner = Tensor(shape: [20, 1], scalars: (0..<20).map { Float($0) / 10 })
    let manifold = Manifold(of: real)
    let found = PrecisionRecall(samples: Manifold(of: corner), real: manifold)
    #expect(found.precision == 1 && found.recall < 0.05)
    let far = Manifold(of: corner + Tensor(repeating: 1e4, shape: [20, 1]))
    let missed = PrecisionRecall(samples: far, real: manifold)
    #expect(missed.precision == 0 && missed.recall == 0)
    let same = PrecisionRecall(samples: manifold, real: manifold)
    #expect(same.precision == 1 && same.recall == 1)
  }

  @Test("copies of training images are found out, and new images are not") func memorisation() {
    let training = a.gathering(0..<200)
    func distances(_ queries: Tensor) -> [Double] {
      NearestNeighbours.nearest(to: queries, among: training).map(\.distance)
    }
    let unseen = distances(a.gathering(200..<300))
    let noisy = training.gathering(0..<50) + 0.01 * b.gathering(0..<50)
    let copies = Memorisation(samples: distances(noisy), unseen: unseen)
    #expect(copies.verdict == .copies && copies.ratio < 0.1 && copies.copies == 1)
    let new = Memorisation(samples: unseen, unseen: unseen)
    #expect(new.verdict == .new && new.ratio == 1 && new.copies == 0)
    let mixed = Memorisation(samples: unseen + distances(noisy).prefix(10), unseen: unseen)
    #expect(mixed.verdict == .someCopies)
  }

  @Test("samples that come as near as a tenth of the unseen images does are no copies") func nearKinds() {
    let unseen = (0..<100).map { $0 < 10 ? 1.0 : 5.0 }
    let found = Memorisation(samples: unseen, unseen: unseen)
    #expect(found.copies == 0.1 && found.usualCopies == 0.1 && found.verdict == .new)
  }

  @Test("the entropy of one class is 0 bits, of ten alike log2(10)") func entropy() {
    #expect(ClassEntropy.bits([3, 3, 3]) == 0)
    #expect(abs(ClassEntropy.bits(Array(0..<10) + Array(0..<10)) - log2(10)) < 1e-12)
  }

  @Test("the number of threads does not change a bit") func threads() {
    let original = WorkerThreads.count
    defer { WorkerThreads.count = original }
    let found = [1, 2, 5].map { count in
      WorkerThreads.count = count
      return SquaredDistances.value(a, b)
    }
    #expect(found[0] == found[1] && found[0] == found[2])
  }
}
