import Foundation
import Metrics
import Tensors
import Testing

@Suite struct MetricsTests {
  private struct Record: Decodable {
    let precision, recall: Double
    let nearestDistances: [Double]
    let nearest: [Int]
  }

  private let record: Record
  /// The first pair of Tests/Reference/make_metrics.py.
  private let a = FeaturePair.first.a
  private let b = FeaturePair.first.b

  init() throws { record = try fixtures.decode(Record.self, "metrics.json") }

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
