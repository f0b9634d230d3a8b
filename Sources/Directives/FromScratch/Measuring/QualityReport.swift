import Figures
import Metrics
import Pipeline

/// What {evaluate} found of samples.
struct QualityReport {
  let found: SampleJudge.Judgement
  let floor: SampleJudge.Judgement
  let copying: Memorisation
  let accuracy: Double
  let evaluations: Int
  let samples: Int

  /// The measured values of samples beside those of real images.
  func table(of values: [NamedValue]) -> Table {
    let texts = Dictionary(uniqueKeysWithValues: values.map { ($0.name, $0.text) })
    func row(_ measure: String, _ samples: String, _ real: String? = nil) -> [String] {
      [measure, texts[samples] ?? "", real.flatMap { texts[$0] } ?? ""]
    }
    return Table(
      columns: [
        Table.Column("measure"), Table.Column("samples", alignment: .trailing),
        Table.Column("real images", alignment: .trailing),
      ],
      rows: (found.consistency == nil ? [] : [row("class consistency", "consistency", "accuracy")]) + [
        row("legible: the judge is at least 90% certain", "legible", "legible-floor"),
        row("entropy of the classes, in bits", "entropy", "entropy-floor"),
        row("Fréchet distance", "frechet", "frechet-floor"),
        row("precision", "precision", "precision-floor"), row("recall", "recall", "recall-floor"),
        row("distance from the nearest training image", "neighbour-distance", "neighbour-floor"),
        row("copies of training images", "copies", "copies-floor"),
        row("evaluations of the network for an image", "evaluations"),
      ])
  }
}
