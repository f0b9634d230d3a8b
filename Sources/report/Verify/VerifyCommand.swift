import ArgumentParser
import Chapters
import Directives
import Files
import Foundation
import Pipeline
import Site

/// `report verify`: runs blocks again and compares.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Run blocks again and say whether their results are the stored ones.",
    discussion: """
      Blocks run in a store of their own, given the stored results of the blocks that they read, whose sums are checked \
      first; with --upstream those are made again as well. Without a stored result, report/report.lock says what the \
      result has to be. Nothing of the results, the site and the lock is changed. A verification that was interrupted goes \
      on where it was.

        report verify
        report verify denoiser samples
        report verify --sample 3 --json
        report verify samples --upstream --jobs 2
        report verify --numerics openblas
        report verify hand-in.zip --jobs 2
        report verify hand-ins/*.zip --sample 3

      A block is 'identical', 'within tolerance', 'different', or the 'environment differs': the engine, the data or the \
      machine are others than they were. About what differs there is a page in .report/verify/, with both pictures and a \
      map of their difference; of a training it is said up to which step it was the same. Exit status: 0 all identical or \
      within tolerance, 1 one different or with nothing to compare with, 3 an environment that differs.

      With --numerics openblas the library OpenBLAS computes all matrix products and convolutions, and every block is \
      'measured': how far its pictures and numbers are off. report/robustness.json keeps that; what it has runs again only \
      where its key has changed.

      An archive that 'report archive' wrote is unpacked into the folder of --into, run there, and compared with its own lock \
      and site; its certificate lies beside it as text, JSON and page, and stands until the file changes. Of several there is \
      a table, which names those with the same keys and seeds.
      """)

  @OptionGroup var options: ReportOptions

  @OptionGroup var memory: MemoryOption

  @OptionGroup var terms: VerificationOptions

  @Argument(
    help: "The blocks to run again, all if none is named; or archives that end with .zip, and blocks in them."
  )
  var blocks: [String] = []

  @Flag(help: "Run all blocks, and where they are the same write report/certificate.json and .txt.")
  var certify = false

  @Flag(help: "Say nothing but what differs.")
  var quiet = false

  @Flag(help: "Print what was found as JSON.")
  var json = false

  func validate() throws {
    guard certify else { return }
    guard blocks.isEmpty, terms.sample == nil, terms.numerics == nil else {
      throw ValidationError(
        "--certify is for all blocks, run as they were; name no blocks, no --sample and no --numerics.")
    }
  }

  func run() throws {
    if !archives.isEmpty { return try verifyArchives() }
    let library = try terms.numerics?.use()
    let report = try options.load()
    terms.shareThreads()
    let lock = try lock(report.project, for: "report verify")
    defer { withExtendedLifetime(lock) {} }
    let plan = Plan(report, numerics: EngineProcess.numerics)
    let store = Store(report.project)
    let voice = VerificationVoice(isQuiet: quiet || json, jobs: terms.jobs)
    let verification = Verification(
      plan, store: store, project: report.project, profile: report.profile,
      terms: try terms.terms(report.project, memory), tell: voice.tell)
    var ending = VerificationEnding(profile: report.profile)
    var measuring = Measuring(report, plan, terms, library: library)
    var seen = VerifiedKeys(of: report.project)
    defer { try? seen.write() }  // a note for who publishes next, and nothing else
    let chosen = try chosen(from: plan, store, report)
    let steps = measuring?.stale(chosen) { voice.tell($0, page: nil, isQuiet: quiet, json: json) } ?? chosen
    do {
      try Interruption.heeded {
        try verification.run(steps) { block, stored, again in
          let page = try page(about: block, stored, again, report.project).map(report.project.shown)
          try measuring?.keep(block)
          ending.add(block, page: page)
          if library == nil, let key = plan[block.block]?.key {
            seen.add(block.verdict, key: key, date: PublishedBlock.Circumstances.today)
          }
          voice.tell(block, page: page, isQuiet: quiet, json: json)
        }
      }
    } catch is Interrupted {
      Console.shared.say("interrupted; the results are as they were, and the same command goes on from here")
      throw ExitStatus.interrupted
    }
    try ending.tell(json: json)
    if certify { try certify(ending.verdicts, report) }
  }

  /// Certifies results that were all the same, if the site shows them.
  private func certify(_ verdicts: [String: Verdict], _ report: Report) throws {
    guard let lock = try ReportLock(of: report.project) else { throw ReportLock("").missing.diagnostic() }
    let site = SitePictures(report.project.site, lock: lock, profile: report.profile).disagreements()
    if let (path, problem) = site.first {
      throw EnvironmentFault.explained(
        "nothing is certified: site/\(path): \(problem)", remedy: "write the site anew: report build")
    }
    let certificate = ReportCertificate(
      profile: report.profile, lock: lock, made: .init(of: report.project), verdicts: verdicts)
    try certificate.write(to: report.project)
    if !json { print("\(ReportCertificate.path) certifies \(verdicts.count.counted("block"))") }
  }

  private func chosen(from plan: Plan, _ store: Store, _ report: Report) throws -> [Step] {
    for id in blocks where plan[id] == nil {
      throw ValidationError(no: "block", id, "blocks", known: plan.steps.map(\.id))
    }
    let asked = blocks.isEmpty ? plan.certified : plan.steps.filter { blocks.contains($0.id) }
    let sampled = terms.sample.map { count in
      VerificationSample.choose(count, of: asked) { store.lastSeconds(of: $0.id, profile: report.profile) }
    }
    let steps = sampled ?? asked
    return terms.upstream ? plan.closure(of: Set(steps.map(\.id))) : steps
  }

  /// Writes a page about a block that differs, and removes one from earlier.
  private func page(
    about block: VerifiedBlock, _ stored: URL?, _ again: URL?, _ project: ProjectFolder
  ) throws -> URL? {
    guard block.measures == nil else { return nil }
    try DifferencePage.remove(of: block.block, in: project.verification)
    guard !block.differences.isEmpty, let again else { return nil }
    return try DifferencePage(block, stored: stored, again: again, in: project.verification).write()
  }
}
