import Chapters
import Foundation
import Pipeline

extension FigureView {
  /// Where a figure comes from, as its page tells it beneath the recipe: what it was made from, how it was made when it was
  /// published, and the command that makes it again.
  func provenance(_ prose: Prose) -> TemplateValues {
    let report = prose.report
    let profile = report.profile == report.manifest.defaultProfile ? "" : " --profile \(report.profile)"
    let rows = weights + (published.map(Self.rows) ?? [])
    let smalls = smalls(prose)
    let inputs = block.inputs.blocks.map(\.id).distinct.map { prose.link(to: $0) }
    return [
      "inputs": inputs.isEmpty ? nil : inputs.joined(separator: ", "), "rows": rows,
      "hasRows": !rows.isEmpty,
      "isUnpublished": isPublishing && published == nil && !block.showsVerifications,
      "smalls": smalls, "hasSmalls": !smalls.isEmpty,
      "drawing": drawing.map { PagePath(prose.page).address(of: $0) },
      "command": "report verify \(block.id) --upstream\(profile)",
    ]
  }

  /// The pictures as they were before a second stage, by row and column.
  private func smalls(_ prose: Prose) -> [TemplateValues] {
    guard case .panels(_, let rows) = result.figure else { return [] }
    let root = PagePath(prose.page).root
    return rows.enumerated().flatMap { row, content in
      content.cells.enumerated().compactMap { column, cell in
        cell.small.map {
          ["source": "\(root)\(folder)/\($0)", "name": "\(row + 1).\(column + 1)"] as TemplateValues
        }
      }
    }
  }

  /// The sums of the weights that the block left for others.
  private var weights: [TemplateValues] {
    result.files.filter { $0.key.hasSuffix(".safetensors") }.sorted { $0.key < $1.key }.map { path, file in
      ["name": path, "value": String(file.sha256.prefix(16)), "sum": file.sha256]
    }
  }

  private static func rows(_ block: PublishedBlock) -> [TemplateValues] {
    let how = block.published
    let commit = how.commit.map { commit in
      let state = how.isClean.map { $0 ? "" : ", with changes" } ?? ""
      return "\(commit.prefix(12))\(state)"
    }
    let measured = (block.measured ?? [:]).sorted { $0.key < $1.key }
      .map { ("with \($0.key)", Optional($0.value.text)) }
    let rows: [(String, String?)] =
      [
        ("published", how.date), ("sources", commit), ("program", "report \(how.program)"),
        ("machine", how.machine), ("time", block.seconds.map { String(format: "%.1f s", $0) }),
        ("memory", Self.memory(of: block)), ("library", block.library),
        ("verified", block.verified.map { "\($0.verdict.rawValue), \($0.date)" }),
      ] + measured
    return rows.compactMap { name, value in value.map { ["name": name, "value": $0] } }
  }

  /// What was held, as measured, and what `check` estimates.
  private static func memory(of block: PublishedBlock) -> String {
    let megabytes = { (bytes: Int) in "\(max(1, bytes / 1_000_000)) MB" }
    guard let peak = block.peak else { return "at most \(megabytes(block.memory)), by estimate" }
    return "\(megabytes(peak)), with the program; by estimate at most \(megabytes(block.memory))"
  }
}
