import Chapters
import Files
import Pipeline

/// `report.lock` beside the results of a build.
struct LockKeeping {
  let report: Report
  let plan: Plan
  let store: Store
  /// The results by block, of those that have one.
  let results: [String: StoredResult]
  /// Whether sums may be written down for the next time.
  var keepsSums = false

  /// Says where the results are others than the locked ones; where there is no lock, there is nothing to say.
  ///
  /// - Throws: a `FileError` for a lock or a picture that cannot be read.
  func compare(_ voice: BuildVoice) throws {
    guard let lock = try ReportLock(of: report.project) else {
      return voice.detail("no \(ReportLock.path) yet; to make it: report build --update-lock")
    }
    for finding in try lock.findings + disagreements(with: lock) {
      voice.tell(.warning(finding.diagnostic(isWarning: true)))
    }
  }

  /// Where the results are others than the locked ones, in the order of the blocks.
  func disagreements(with lock: ReportLock) throws -> [LockFinding] {
    let facts = try facts()
    return plan.steps.compactMap { step in
      facts[step.id].flatMap { lock.disagreement(with: $0, of: step.id, profile: report.profile) }
    }
  }

  /// Locks the results of the profile. What is locked of other profiles, and of blocks without a result, stays.
  ///
  /// - Throws: a `FileError`.
  func update(_ voice: BuildVoice) throws {
    let old = try ReportLock(of: report.project) ?? ReportLock("")
    let text = old.text(
      with: try facts(), profile: report.profile, blocks: Set(report.blocks.map(\.id)),
      profiles: report.manifest.profiles)
    let isNew = try ReportLock.write(text, to: report.project)
    let count = results.count.counted("block")
    voice.say(
      isNew
        ? "locked \(count) of profile \(report.profile) in \(ReportLock.path)"
        : "\(ReportLock.path) is as it was")
  }

  private func facts() throws -> [String: BlockFacts] {
    let pixels = BlockFacts.pixelSums(of: report.project)
    let pairs = plan.steps.compactMap { step in results[step.id].map { (step, $0) } }
    let facts = try pairs.concurrentMap { [store] step, result in
      try BlockFacts(result, in: store.entry(step.key), pixels)
    }
    if keepsSums { try? pixels.keep() }
    return Dictionary(uniqueKeysWithValues: zip(pairs.map(\.0.id), facts))
  }
}
