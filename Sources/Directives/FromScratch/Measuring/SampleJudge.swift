import Datasets
import Metrics
import Networks
import Pipeline
import SharedDirectives
import Tensors

/// Judges drawn images by a classifier and beside real images that no network was trained on.
struct SampleJudge: Sendable {
  private let classifier: Classifier
  /// The features of test images, as a region and as a normal distribution.
  private let region: Manifold
  private let statistics: FeatureStatistics
  private let algebra: OpenBLAS
  /// What computes the Fréchet distances, as it calls itself.
  var library: String { algebra.configuration }
  /// The share of these test images whose class the classifier tells.
  let accuracy: Double
  static let neighbours = 3
  /// The probability from which the classifier counts as certain.
  static let certainty: Float = 0.9

  /// What was found of a set of images.
  struct Judgement {
    /// The share of images that the classifier takes for what they should be; nil where nothing was asked for.
    let consistency: Double?
    /// The share of images of whose class the classifier is certain.
    let legible: Double
    /// How evenly the classifier's classes are spread, in bits.
    let entropy: Double
    /// From the test images.
    let frechet: Double
    let precision: Double
    let recall: Double
  }

  /// The judge that a classifier and `count` test images at the most, the first ones, make: one for all blocks of a build.
  ///
  /// - Throws: a `Complaint` about OpenBLAS, weights or images that cannot be read, or too few test images; `Interrupted`.
  static func shared(
    _ reference: ClassifierReference, _ data: DatasetReference, count: Int, in context: RunContext
  ) throws -> SampleJudge {
    let weights = try reference.file(context)
    let images = data.inputs(.test, in: context.surroundings).map(\.url)
    return try context.surroundings.readings.latest(of: [weights] + images, as: "first \(count)") {
      try SampleJudge(reference, data, count: count, in: context)
    }
  }

  private init(
    _ reference: ClassifierReference, _ data: DatasetReference, count: Int, in context: RunContext
  ) throws {
    algebra = try OpenBLAS.loaded()
    classifier = try reference.load(context)
    let test = try data.loadDigits(.test, in: context.surroundings)
    let found = try classifier.classify(test.images(limit: count), in: context)
    guard found.classes.count > Self.neighbours else {
      throw FromScratchComplaint.tooFewTestImages(
        data: data.text, count: test.count, needed: Self.neighbours)
    }
    region = Manifold(of: found.features, k: Self.neighbours)
    statistics = FeatureStatistics(of: found.features, by: algebra)
    accuracy = found.accuracy(against: test.labels.prefix(found.classes.count).map(Int.init))
  }

  /// Judges images [N, 28, 28, 1], N above 3, that should show these classes; throws `Interrupted`, or an
  /// `OpenBLASError`.
  func judge(_ images: Tensor, labels: [Int]?, in context: RunContext) throws -> Judgement {
    let found = try classifier.classify(images, in: context)
    try context.checkInterruption()
    let overlap = PrecisionRecall(
      samples: Manifold(of: found.features, k: Self.neighbours), real: region)
    return Judgement(
      consistency: labels.map(found.accuracy), legible: found.share(certainFrom: Self.certainty),
      entropy: ClassEntropy.bits(found.classes),
      frechet: try FrechetDistance.between(
        FeatureStatistics(of: found.features, by: algebra), statistics, by: algebra),
      precision: overlap.precision, recall: overlap.recall)
  }
}

extension SampleJudge {
  /// Judges training images [M, 28, 28, 1] as if they were samples: what no sampler can be expected to beat.
  ///
  /// - Parameters:
  ///   - count: how many are picked at random, as many as there are samples, since every measure depends on it.
  /// - Throws: `FromScratchComplaint.tooFewTrainingImages`, or what `judge` throws.
  func floor(
    of training: Tensor, count: Int, _ generator: inout TorchGenerator, in context: RunContext
  ) throws -> Judgement {
    let some = generator.permutation(training.shape[0]).prefix(count)
    guard some.count > Self.neighbours else {
      throw FromScratchComplaint.tooFewTrainingImages(count: some.count, needed: Self.neighbours)
    }
    return try judge(training.gathering(some), labels: nil, in: context)
  }
}

extension Examination {
  /// Requires enough test images and images of a model's training for samples to be compared with.
  mutating func requireComparable(
    _ data: DatasetReference, to model: ModelReference, _ facts: InputFacts, in surroundings: Surroundings
  ) {
    let needed = SampleJudge.neighbours
    check("data") {
      guard let count = data.count(.test, in: surroundings), count <= needed else { return }
      throw FromScratchComplaint.tooFewTestImages(data: data.text, count: count, needed: needed)
    }
    check("model") {
      let limit = facts.of(model.id, as: TrainedFacts.self)?.limit
      guard let count = data.count(.train, in: surroundings).map({ min($0, limit ?? .max) }), count <= needed
      else { return }
      throw FromScratchComplaint.tooFewTrainingImages(count: count, needed: needed)
    }
  }
}
