import Figures
import Metrics
import Pipeline

/// What {restoration} found, as a table and by name.
struct RestorationReport {
  private static let methods = ["noisy", "blur", "one-step", "iterative"]
  /// With the digits behind the point and the heading of each.
  private static let measures = [
    ("psnr", 2, "PSNR, dB"), ("ssim", 3, "SSIM"), ("distance", 3, "perceptual distance"),
  ]

  let findings: [PictureRestoration.Finding]

  /// The names of a timestep's values.
  static func valueNames(at timestep: Int) -> [String] {
    methods.flatMap { method in
      measures.flatMap { measure, _, _ in
        let name = "\(method)-\(measure)-\(timestep)"
        return [name, "\(name)-error"]
      }
    } + ["blur-sigma-\(timestep)", "iterative-start-\(timestep)"]
  }

  var values: [NamedValue] {
    findings.flatMap { finding in
      Self.measures.flatMap { measure, decimals, _ in
        let name = "\(finding.method)-\(measure)-\(finding.timestep)"
        guard let mean = finding.measures[measure] else { return [NamedValue]() }
        return [
          NamedValue(name, mean.value, decimals: decimals),
          NamedValue("\(name)-error", mean.standardError, decimals: decimals),
        ]
      } + (finding.detail.map { [$0] } ?? [])
    }
  }

  var table: Table {
    Table(
      columns: [Table.Column("t", alignment: .trailing), Table.Column("restored by")]
        + Self.measures.map { Table.Column($0.2, alignment: .trailing) },
      rows: findings.map { finding in
        [String(finding.timestep), finding.label]
          + Self.measures.map { name, decimals, _ in
            finding.measures[name].map { $0.text(decimals: decimals) } ?? ""
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
