import Figures
import Metrics
import Pipeline

/// What {restoration} found, as a table and by name.
struct RestorationReport {
  /// What all methods came to at one timestep.
  struct Finding {
    /// The timestep that was asked for.
    let timestep: Int
    /// In the order of `methods`.
    let restored: [RestoredPictures]
    /// The deviation in pixels of the blur that is shown.
    let blurSigma: Double
    /// The timestep at which the steps begin.
    let start: Int
  }

  /// The names of the ways to restore pictures, in values.
  static let methods = ["noisy", "blur", "one-step", "iterative"]

  let findings: [Finding]
  /// How many pictures were restored.
  let pictureCount: Int

  var table: Table {
    Table(
      columns: [Table.Column("t", alignment: .trailing), Table.Column("restored by")]
        + RestorationQuality.all.map { Table.Column($0.heading, alignment: .trailing) },
      rows: findings.flatMap { finding in
        finding.restored.map { restored in
          [String(finding.timestep), restored.label]
            + RestorationQuality.all.map { $0.mean(restored).text(decimals: $0.decimals) }
        }
      })
  }
}

extension Measure where Findings == RestorationReport.Finding {
  /// What there is of every timestep T.
  static var ofTimestep: [Measure] {
    let methods = RestorationReport.methods
    return [
      .each("METHOD", { _ in methods }, of: \.restored, RestorationQuality.all.flatMap { $0.measures() }),
      .value("blur-sigma", "the deviation in pixels of the blur that is best at the timestep T") {
        .text(NumberText.prose.plain($0.blurSigma))
      },
      .value("iterative-start", "the timestep that the steps begin at for the timestep T") {
        .count($0.start)
      },
    ]
  }
}

extension RestorationQuality {
  /// The mean at a timestep T, and its standard error.
  fileprivate func measures<Options>() -> [Measure<Options, RestoredPictures>] {
    let methods = RestorationReport.methods.joined(separator: ", ")
    let value = Measure<Options, RestoredPictures>.value(
      "METHOD-\(name)",
      "\(meaning) of the pictures restored by METHOD (\(methods)) at the timestep T, such as iterative-\(name)-500"
    ) { .number(mean($0).value, decimals: decimals) }
    guard isOfEach else { return [value] }
    return [
      value,
      .value("METHOD-\(name)-T-error", "the standard error of METHOD-\(name)-T") {
        .number(mean($0).standardError, decimals: decimals)
      },
    ]
  }
}

extension SampleMean {
  /// The mean with its standard error: '23.41 ± 0.32'; the mean alone where a single number has no spread.
  fileprivate func text(decimals: Int) -> String {
    let mean = NumberText.prose.rounded(value, decimals: decimals)
    guard standardError.isFinite else { return mean }
    return "\(mean) ± \(NumberText.prose.rounded(standardError, decimals: decimals))"
  }
}
