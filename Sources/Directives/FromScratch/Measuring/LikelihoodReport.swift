import Figures
import Metrics
import Pipeline

/// What {likelihood} found, by class and as a whole.
struct LikelihoodReport {
  private let all: Summary
  /// By class, ascending.
  private let classes: [(label: Int, summary: Summary)]

  /// One number of bits and one class for each image.
  init(bits: [Double], labels: [Int]) {
    all = Summary(bits)
    let byClass = Dictionary(grouping: zip(labels, bits), by: \.0)
    classes = byClass.map { ($0, Summary($1.map(\.1))) }.sorted { $0.label < $1.label }
  }

  var values: [NamedValue] {
    [
      NamedValue("bits", all.mean), NamedValue("error", all.standardError ?? .nan, digits: 2),
      NamedValue("images", count: all.values.count),
    ] + extreme("easiest", classes.min { $0.summary.mean < $1.summary.mean })
      + extreme("hardest", classes.max { $0.summary.mean < $1.summary.mean })
  }

  private func extreme(_ name: String, _ found: (label: Int, summary: Summary)?) -> [NamedValue] {
    guard let found else { return [] }
    return [NamedValue(name, text: String(found.label)), NamedValue("\(name)-bits", found.summary.mean)]
  }

  var table: Table {
    let names = ["images", "bits per dimension", "standard error", "least", "most"]
    return Table(
      columns: [Table.Column("class")] + names.map { Table.Column($0, alignment: .trailing) },
      rows: classes.map { [String($0.label)] + $0.summary.cells } + [["all"] + all.cells])
  }
}

/// Numbers and what they say of the mean of all that could have been drawn.
private struct Summary {
  let values: [Double]

  init(_ values: [Double]) { self.values = values }

  var mean: Double { SampleMean(values).value }

  /// nil for a single value, which has no spread.
  var standardError: Double? { values.count > 1 ? SampleMean(values).standardError : nil }

  /// Of a row: how many, mean, standard error, least and most.
  var cells: [String] {
    func cell(_ value: Double?) -> String { value.map { NamedValue.rounded($0, digits: 3) } ?? "-" }
    return [String(values.count), cell(mean), cell(standardError), cell(values.min()), cell(values.max())]
  }
}
