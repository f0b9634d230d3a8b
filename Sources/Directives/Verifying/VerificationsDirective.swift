import Chapters
import Figures
import Files
import Foundation
import Pipeline

/// `{verifications}`: what came of running the published results again, block by block.
///
/// It reads `report/published.json`, which `report build --update-lock` writes of what `report verify` has found; so it says
/// the same wherever the report is built. What it shows is itself outside what is locked and verified.
struct VerificationsDirective: Directive {
  var profile = ""

  static let name = "verifications"
  static let summary = "what came of running the published results again, and by another arithmetic"
  static let shows = Showing.table
  static let version = 2
  static let isRandom = false
  static let showsVerifications = true
  static let example = """
    ```{verifications} verified
    profile: quick
    caption: "{{verified.identical}} of {{verified.blocks}} blocks were run again and gave the same bits."
    ```
    """

  static let measures: [Measure<Self, PublishedSummary>] = [
    .value("blocks", "how many have published results") { .count($0.blocks.count) },
    .value("verified", "how many were run again") { .count($0.verified) },
    .value("identical", "how many of these gave the same bits") { .count($0.identical) },
    .value("latest", "the day on which the last of them was run again") { .text($0.latest) },
    .value("measured", "how many were made by OpenBLAS as well") { .count($0.measured.count) },
    .value("equal-pictures", "in how many of these all pictures are equal") { .count($0.equalPictures) },
    .value("pictures", "how many of these have pictures to compare") { .count($0.pictures.count) },
    .value("largest-step", "by how much a value of a picture differs at the most, of 255") {
      .count($0.largestStep)
    },
    .value("median-error", "the median over the blocks with numbers of the largest relative difference") {
      .number($0.medianError, digits: 2)
    },
    .value("largest-error", "the largest relative difference of a number") {
      .number($0.largestError, digits: 2)
    },
    .value("largest-error-block", "the block that has it") { .text($0.largestErrorBlock) },
    .value("seconds", "how long all took when they were published, in seconds") {
      .number($0.seconds, decimals: 0)
    },
  ]

  static var schema: Schema<Self> {
    Schema([.required("profile", \.profile, "the profile whose results are listed")])
  }

  func inputs(in surroundings: Surroundings) -> Inputs {
    let place = project(surroundings).root.appending(path: PublishedReport.path)
    // Nothing was published before the first lock: then nothing is listed.
    guard FileKind(atPath: place.path) == .file else { return Inputs() }
    return Inputs(files: [
      FileInput(
        option: "profile", url: place, name: PublishedReport.path,
        remedy: "write it anew: report build --update-lock")
    ])
  }

  func run(in context: RunContext) -> BlockOutput<PublishedSummary> {
    let published = PublishedReport(of: project(context.surroundings))
    let summary = PublishedSummary(published.blocks(of: profile))
    return BlockOutput(.table(summary.table), findings: summary)
  }

  private func project(_ surroundings: Surroundings) -> ProjectFolder {
    ProjectFolder(root: surroundings.reportFolder.deletingLastPathComponent())
  }
}
