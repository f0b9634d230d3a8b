import Chapters
import Pipeline

/// What a verification by another arithmetic keeps in `report/robustness.json`.
struct Measuring {
  private let report: Report
  private let plan: Plan
  private let numerics: String
  private let library: String
  private let isUpstream: Bool
  private var record: RobustnessRecord

  /// nil for a verification by the engine's own arithmetic.
  init?(_ report: Report, _ plan: Plan, _ terms: VerificationOptions, library: String?) {
    guard let numerics = terms.numerics, let library else { return nil }
    (self.report, self.plan, self.library) = (report, plan, library)
    (self.numerics, isUpstream) = (numerics.rawValue, terms.upstream)
    record = RobustnessRecord(of: report.project)
    record.keep(blocks: Set(report.blocks.map(\.id)), profiles: report.manifest.profiles)
  }

  /// The steps of which the record says nothing, or of another key; with what they read where that is made again.
  ///
  /// - Parameter tell: receives what the record says of the others.
  func stale(_ steps: [Step], tell: (VerifiedBlock) -> Void) -> [Step] {
    var stale: [Step] = []
    for step in steps {
      if let known = entry(of: step) {
        var block = VerifiedBlock(
          block: step.id, directive: step.block.directive, verdict: .measured)
        (block.measures, block.reason) = (known.measures, "as recorded")
        tell(block)
      } else {
        stale.append(step)
      }
    }
    return isUpstream ? plan.closure(of: Set(stale.map(\.id))) : stale
  }

  private func entry(of step: Step) -> RobustnessRecord.Entry? {
    record.entry(
      of: step.id, profile: report.profile, key: step.key, numerics: numerics, upstream: isUpstream)
  }

  /// Writes down what was measured.
  ///
  /// - Throws: a `FileError`.
  mutating func keep(_ block: VerifiedBlock) throws {
    guard let measures = block.measures, let step = plan[block.block] else { return }
    record.add(
      .init(
        step, profile: report.profile, numerics: numerics, upstream: isUpstream, library: library, measures))
    try record.write(to: report.project)
  }
}
