import Figures
import Metrics
import Pipeline

/// What {likelihood} found, by class and as a whole.
struct LikelihoodReport {
  /// Of all images.
  let all: Summary
  /// By class, ascending; not empty.
  private let classes: [(label: Int, summary: Summary)]
  /// Of the network and its derivative, for one image.
  let evaluations: Int

  /// One class for each image.
  init(_ found: ImageLikelihood.Finding, labels: [Int]) {
    all = Summary(values: found.bits)
    evaluations = found.evaluations
    let byClass = Dictionary(grouping: zip(labels, found.bits), by: \.0)
    classes = byClass.map { ($0, Summary(values: $1.map(\.1))) }.sorted { $0.label < $1.label }
  }

  /// The class with the least mean.
  var easiest: (label: Int, summary: Summary)? { classes.min { $0.summary.mean < $1.summary.mean } }
  /// The class with the largest mean.
  var hardest: (label: Int, summary: Summary)? { classes.max { $0.summary.mean < $1.summary.mean } }

  var table: Table {
    let names = ["images", "bits per dimension", "standard error", "least", "most"]
    return Table(
      columns: [Table.Column("class")] + names.map { Table.Column($0, alignment: .trailing) },
      rows: classes.map { [String($0.label)] + $0.summary.cells } + [["all"] + all.cells])
  }
}

extension LikelihoodReport {
  /// Numbers and what they say of the mean of all that could have been drawn.
  struct Summary {
    let values: [Double]

    var mean: Double { SampleMean(values).value }

    /// nil for a single value, which has no spread.
    var standardError: Double? { values.count > 1 ? SampleMean(values).standardError : nil }

    /// Of a row: how many, mean, standard error, least and most.
    var cells: [String] {
      func cell(_ value: Double?) -> String { value.map { NumberText.prose.rounded($0, digits: 3) } ?? "-" }
      return [String(values.count), cell(mean), cell(standardError), cell(values.min()), cell(values.max())]
    }
  }
}
