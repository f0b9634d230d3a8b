import Figures
import Metrics
import Pipeline

/// What {evaluate} found of samples, as a table and by name.
struct QualityReport {
  let found: SampleJudge.Judgement
  let floor: SampleJudge.Judgement
  let copying: Memorisation
  let accuracy: Double
  let evaluations: Int

  var values: [NamedValue] {
    [
      found.consistency.map { NamedValue("consistency", share: $0) }
        ?? NamedValue("consistency", text: "none"),
      NamedValue("accuracy", share: accuracy), NamedValue("legible", share: found.legible),
      NamedValue("legible-floor", share: floor.legible), NamedValue("entropy", found.entropy, digits: 3),
      NamedValue("entropy-floor", floor.entropy, digits: 3),
      NamedValue("frechet", found.frechet, digits: 3),
      NamedValue("frechet-floor", floor.frechet, digits: 3),
      NamedValue("precision", share: found.precision),
      NamedValue("precision-floor", share: floor.precision),
      NamedValue("recall", share: found.recall), NamedValue("recall-floor", share: floor.recall),
      NamedValue("neighbour-distance", copying.sampleDistance, digits: 3),
      NamedValue("neighbour-floor", copying.unseenDistance, digits: 3),
      NamedValue("neighbour-ratio", copying.ratio, digits: 3), NamedValue("copies", share: copying.copies),
      NamedValue("copies-floor", share: copying.usualCopies),
      NamedValue("verdict", text: copying.verdict.rawValue),
      NamedValue("evaluations", count: evaluations),
    ]
  }

  var table: Table {
    let named = Dictionary(values.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    func row(_ measure: String, _ samples: String, _ real: String? = nil) -> [String] {
      [measure, named[samples]?.text ?? "", real.flatMap { named[$0]?.text } ?? ""]
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
