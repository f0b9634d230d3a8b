import Foundation

/// Many archives beside each other: what came of each, and which of them have the same work in them.
struct HandInTable {
  static let columns = ["archive", "outcome", "blocks", "site", "the same as others"]

  /// A row for each archive, in the order of the arguments.
  let rows: [[String]]

  init(_ certificates: [Certificate]) {
    rows = certificates.enumerated().map { index, certificate in
      let fine = certificate.blocks.count { ["identical", "within tolerance"].contains($0.verdict) }
      let others = certificates.enumerated().filter { $0.offset != index }
        .compactMap { Self.shared(certificate, with: $0.element) }
      let site =
        certificate.outcome == .refused
        ? ""
        : certificate.site.isEmpty
          ? "as it should be" : certificate.site.map(\.path).prefix(3).joined(separator: ", ")
      return [
        certificate.archive,
        certificate.outcome.rawValue + (certificate.reason.map { ": \($0)" } ?? ""),
        "\(fine) of \(certificate.blocks.count)", site, others.joined(separator: "; "),
      ]
    }
  }

  /// What two archives have in common: blocks of one key, and those among them that draw random numbers from one seed.
  private static func shared(_ one: Certificate, with other: Certificate) -> String? {
    if one.sha256 == other.sha256 { return "\(other.archive): the same file" }
    let keys = Set(other.keys.map(\.key))
    let equal = one.keys.filter { keys.contains($0.key) }
    let seeds = equal.compactMap { key in key.seed.map { "\(key.block) (seed \($0))" } }
    guard !equal.isEmpty else { return nil }
    let drawn =
      seeds.isEmpty ? "" : ", among them with the same random numbers \(seeds.joined(separator: ", "))"
    return "\(other.archive): \(equal.count) of \(one.keys.count) keys\(drawn)"
  }

  /// The table as a text, its columns under each other.
  var text: String {
    let all = [Self.columns] + rows
    let widths = Self.columns.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      zip(row, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }.joined(separator: "  ")
        .replacing(#/ +$/#, with: "")
    }.joined(separator: "\n")
  }
}
