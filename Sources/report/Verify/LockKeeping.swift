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
    let project = report.project
    if let complaint = ReportCertificate.disagreement(in: project, with: lock, profile: report.profile) {
      let place = SourceFile(path: ReportCertificate.path, text: "")
      let start = SourcePosition(line: 1, column: 1)
      voice.tell(.warning(.warning(complaint, at: SourceSpan(place, at: start))))
    }
  }

  /// Where the results are others than the locked ones, in the order of the blocks.
  func disagreements(with lock: ReportLock) throws -> [LockFinding] {
    let facts = try facts()
    return plan.certified.compactMap { step in
      facts[step.id].flatMap { lock.disagreement(with: $0, of: step.id, profile: report.profile) }
    }
  }

  /// Locks the results of the profile, their trails, and how they were made. What is locked of other profiles, and of
  /// blocks without a result, stays.
  ///
  /// - Throws: a `FileError`.
  func update(_ voice: BuildVoice) throws {
    let old = try ReportLock(of: report.project) ?? ReportLock("")
    let text = old.text(
      with: try facts(), profile: report.profile, blocks: Set(report.blocks.map(\.id)),
      profiles: report.manifest.profiles)
    let isNew = try ReportLock.write(text, to: report.project)
    var trails = ReportTrails(of: report.project)
    trails.update(
      results.mapValues { ($0.recipe.key, store.entry($0.recipe.key)) }, profile: report.profile,
      blocks: Set(report.blocks.map(\.id)), profiles: report.manifest.profiles)
    try trails.write(to: report.project)
    var published = PublishedReport(of: report.project)
    published.update(
      plan, results, profile: report.profile, .init(of: report.project),
      verified: VerifiedKeys(of: report.project), measured: RobustnessRecord(of: report.project),
      ids: Set(report.blocks.map(\.id)), profiles: report.manifest.profiles)
    try published.write(to: report.project)
    let count = results.count.counted("block")
    voice.say(
      isNew
        ? "locked \(count) of profile \(report.profile) in \(ReportLock.path)"
        : "\(ReportLock.path) is as it was")
  }

  private func facts() throws -> [String: BlockFacts] {
    let pixels = BlockFacts.pixelSums(of: report.project)
    let pairs = plan.certified.compactMap { step in results[step.id].map { (step, $0) } }
    let facts = try pairs.concurrentMap { [store] step, result in
      try BlockFacts(result, in: store.entry(step.key), pixels)
    }
    if keepsSums { try? pixels.keep() }
    return Dictionary(uniqueKeysWithValues: zip(pairs.map(\.0.id), facts))
  }
}
