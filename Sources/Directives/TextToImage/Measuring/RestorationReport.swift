import Figures
import Metrics
import Pipeline

/// What {restoration} found, as a table and by name.
struct RestorationReport {
  private static let methods = ["noisy", "blur", "one-step", "iterative"]

  /// A column of the table.
  private struct Measure {
    let name: String
    let heading: String
    /// Digits behind the point.
    let decimals: Int
    /// Whether every picture has one, and not all of them together.
    var isOfEach = true
  }

  private static let measures = [
    Measure(name: "psnr", heading: "PSNR, dB", decimals: 2),
    Measure(name: "ssim", heading: "SSIM", decimals: 3),
    Measure(name: "distance", heading: "perceptual distance", decimals: 3),
    Measure(name: "frechet", heading: "Fréchet distance", decimals: 3, isOfEach: false),
  ]

  let findings: [PictureRestoration.Finding]

  /// The names of a timestep's values.
  static func valueNames(at timestep: Int) -> [String] {
    methods.flatMap { method in
      measures.flatMap { measure in
        let name = "\(method)-\(measure.name)-\(timestep)"
        return measure.isOfEach ? [name, "\(name)-error"] : [name]
      }
    } + ["blur-sigma-\(timestep)", "iterative-start-\(timestep)"]
  }

  var values: [NamedValue] {
    findings.flatMap { finding in
      Self.measures.flatMap { measure in
        let name = "\(finding.method)-\(measure.name)-\(finding.timestep)"
        guard let mean = finding.measures[measure.name] else { return [NamedValue]() }
        let value = NamedValue(name, mean.value, decimals: measure.decimals)
        guard measure.isOfEach else { return [value] }
        return [value, NamedValue("\(name)-error", mean.standardError, decimals: measure.decimals)]
      } + (finding.detail.map { [$0] } ?? [])
    }
  }

  var table: Table {
    Table(
      columns: [Table.Column("t", alignment: .trailing), Table.Column("restored by")]
        + Self.measures.map { Table.Column($0.heading, alignment: .trailing) },
      rows: findings.map { finding in
        [String(finding.timestep), finding.label]
          + Self.measures.map { measure in
            finding.measures[measure.name].map { $0.text(decimals: measure.decimals) } ?? ""
          }
      })
  }
}

extension SampleMean {
  /// The mean with its standard error: '23.41 ± 0.32'; the mean alone where a single number has no spread.
  func text(decimals: Int) -> String {
    let mean = NamedValue.rounded(value, decimals: decimals)
    guard standardError.isFinite else { return mean }
    return "\(mean) ± \(NamedValue.rounded(standardError, decimals: decimals))"
  }
}
