import Chapters
import Directives
import Files
import Foundation
import Pipeline
import Site

/// Everything in which the results, the site and the lock disagree.
struct StrictStatus {
  let options: ReportOptions
  let report: Report
  let plan: Plan
  let store: Store

  /// - Parameters:
  ///   - write: makes the writer of the pages of these results, with why others are missing.
  ///   - reasons: why blocks would run, by block.
  /// - Throws: what keeps the program from looking: a `FileError`, an `EnvironmentFault`.
  func disagreements(
    reasons: [String: String], write: (Publication) throws -> SiteWriter
  ) throws -> [Diagnostic] {
    let publication = Publication(Build.Outcome(), of: plan, in: store, project: report.project)
    let present = publication.results.filter { publication.missing[$0.key] == nil }
    var found = try results(of: present, reasons)
    let keeping = LockKeeping(report: report, plan: plan, store: store, results: present)
    found += try lock(keeping).map { $0.diagnostic() }
    if let lock = try ReportLock(of: report.project),
      let complaint = ReportCertificate.disagreement(in: report.project, with: lock, profile: report.profile)
    {
      found.append(Diagnostic(complaint, path: ReportCertificate.path))
    }
    return try found + write(publication).disagreements(isWhole: publication.isWhole)
  }

  /// Blocks without a result, and with weights that were changed.
  private func results(
    of present: [String: StoredResult], _ reasons: [String: String]
  ) throws -> [Diagnostic] {
    try plan.steps.compactMap { step in
      let fence = step.block.source.fence
      guard let result = present[step.id] else {
        return Diagnostic(StatusComplaint.noResult(step.id, reasons[step.id] ?? "never built"), at: fence)
      }
      return try store.damage(in: step.key, result).map {
        Diagnostic(StatusComplaint.damaged(step.id, $0), at: fence)
      }
    }
  }

  private func lock(_ keeping: LockKeeping) throws -> [LockFinding] {
    guard let lock = try ReportLock(of: report.project) else { return [ReportLock("").missing] }
    let strays = lock.strays(
      blocks: Set(report.blocks.map(\.id)), profiles: report.manifest.profiles)
    return try lock.findings + keeping.disagreements(with: lock) + strays + others(lock)
  }

  /// Where blocks of the other profiles that were locked are not the locked ones.
  private func others(_ lock: ReportLock) throws -> [LockFinding] {
    let known = lock.profiles.filter { $0 != report.profile && report.manifest.profiles.contains($0) }
    return try known.flatMap { profile in
      var options = options
      options.profile = profile
      let report = try options.load()
      let plan = Plan(report, numerics: EngineProcess.numerics)
      let results = Dictionary(
        plan.steps.compactMap { step in store.finding(of: step).result.map { (step.id, $0) } }
      ) { $1 }
      let keys = plan.certified.filter { results[$0.id] == nil }.compactMap {
        lock.otherKey($0.key, engine: BlockFacts.engine(of: $0.recipe), of: $0.id, profile: profile)
      }
      let keeping = LockKeeping(
        report: report, plan: plan, store: store,
        results: results.filter { lock.facts(of: $0.key, profile: profile) != nil })
      return try keys + keeping.disagreements(with: lock)
    }
  }
}

/// What is wrong with a stored result.
enum StatusComplaint: Complaint {
  case noResult(String, String)
  case damaged(String, String)

  var message: String {
    switch self {
    case .noResult(let id, let reason): "'\(id)' has no result: \(reason)"
    case .damaged(let id, let problem): "the stored result of '\(id)' is damaged: \(problem)"
    }
  }

  var help: String? {
    switch self {
    case .noResult: "run it: report build"
    case .damaged: "remove its folder from .report/store, and make it again: report build"
    }
  }
}
