import Pipeline

extension EvaluateDirective {
  static let measures: [Measure<Self, QualityReport>] = [
    .value(
      "consistency",
      "the share of samples that the classifier takes for the class asked for; none for a flow without classes"
    ) { $0.found.consistency.map { .share($0) } ?? .text("none") },
    .value("accuracy", "the same share of test images") { .share($0.accuracy) },
    .value(
      "legible", "the share of samples of whose class the classifier is at least 90% certain"
    ) { .share($0.found.legible) },
    .value("legible-floor", "its floor") { .share($0.floor.legible) },
    .value("entropy", "of the classes found, in bits; 3.32 for ten alike") {
      .number($0.found.entropy, digits: 3)
    },
    .value("entropy-floor", "its floor") { .number($0.floor.entropy, digits: 3) },
    .value("frechet", "the Fréchet distance from the test images") { .number($0.found.frechet, digits: 3) },
    .value("frechet-floor", "its floor") { .number($0.floor.frechet, digits: 3) },
    .value("precision", "the share of samples that lie among the test images") {
      .share($0.found.precision)
    },
    .value("precision-floor", "its floor") { .share($0.floor.precision) },
    .value("recall", "the share of test images that lie among the samples") { .share($0.found.recall) },
    .value("recall-floor", "its floor") { .share($0.floor.recall) },
    .value(
      "neighbour-distance", "the median distance in pixel values from the nearest training image"
    ) { .number($0.copying.sampleDistance, digits: 3) },
    .value("neighbour-floor", "that of test images") { .number($0.copying.unseenDistance, digits: 3) },
    .value("neighbour-ratio", "of the two") { .number($0.copying.ratio, digits: 3) },
    .value("copies", "the share of samples nearer than a third of neighbour-floor") {
      .share($0.copying.copies)
    },
    .value("copies-floor", "that of test images") { .share($0.copying.usualCopies) },
    .value("verdict", "new, some copies, or copies") { .text($0.copying.verdict.rawValue) },
    .value("evaluations", "of the network, for one image") { .count($0.evaluations) },
    .value("samples", "how many were drawn") { .count($0.samples) },
  ]
}
