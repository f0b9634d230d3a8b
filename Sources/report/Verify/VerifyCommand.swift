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
      result has to be. Nothing of the results, the site and the lock is changed.

        report verify
        report verify denoiser samples
        report verify --sample 3 --json
        report verify samples --upstream

      A block is 'identical', 'within tolerance', 'different', or the 'environment differs': the engine, the data or the \
      machine are others than they were. About what differs there is a page in .report/verify/, with both pictures and a \
      map of their difference. Exit status: 0 all identical or within tolerance, 1 one different or with nothing to \
      compare with, 3 an environment that differs.
      """)

  @OptionGroup var options: ReportOptions

  @OptionGroup var memory: MemoryOption

  @Argument(help: "The blocks to run again; all if none is named.")
  var blocks: [String] = []

  @Option(
    help: ArgumentHelp("Only so many blocks: of every kind the quickest, then the next.", valueName: "count"))
  var sample: Int?

  @Flag(help: "Make everything again that the blocks read, too.")
  var upstream = false

  @Option(
    help: ArgumentHelp(
      "The largest relative error of a number that is within tolerance; pictures may differ by one of 255, or as much.",
      valueName: "share"))
  var tolerance = 1e-4

  @Option(
    help: ArgumentHelp("Worker threads of the engine (the results do not depend on it).", valueName: "count"))
  var threads: Int?

  @Flag(help: "Say nothing but what differs.")
  var quiet = false

  @Flag(help: "Print what was found as JSON.")
  var json = false

  func validate() throws {
    if let sample, sample < 1 { throw ValidationError("--sample must be at least 1.") }
    guard 0...1 ~= tolerance else { throw ValidationError("--tolerance must be from 0 to 1.") }
    if let threads, !(1...256).contains(threads) { throw ValidationError("--threads must be from 1 to 256.") }
  }

  func run() throws {
    let report = try options.load()
    if let threads { EngineProcess.useThreads(threads) }
    let lock = try lock(report.project, for: "report verify")
    defer { withExtendedLifetime(lock) {} }
    let plan = Plan(report, numerics: EngineProcess.numerics)
    let store = Store(report.project)
    let steps = try chosen(from: plan, store, report)
    var terms = Verification.Terms()
    terms.lock = try ReportLock(of: report.project)
    if let finding = terms.lock?.findings.first { throw finding.diagnostic() }
    (terms.isUpstream, terms.memory) = (upstream, memory.available)
    terms.tolerance = Difference.Tolerance(relative: tolerance)
    terms.weightError = WeightError.relative
    let voice = VerificationVoice(isQuiet: quiet || json)
    let verification = Verification(
      plan, store: store, project: report.project, profile: report.profile, terms: terms, tell: voice.tell)
    var ending = VerificationEnding(profile: report.profile)
    do {
      try Interruption.heeded {
        try verification.run(steps) { block, stored, again in
          let page = try page(about: block, stored, again, report.project).map(report.project.shown)
          ending.add(block, page: page)
          voice.tell(block, page: page, isQuiet: quiet, json: json)
        }
      }
    } catch is Interrupted {
      Console.shared.say("interrupted; the results are as they were")
      throw ExitStatus.interrupted
    }
    try ending.tell(json: json)
  }

  private func chosen(from plan: Plan, _ store: Store, _ report: Report) throws -> [Step] {
    for id in blocks where plan[id] == nil {
      throw ValidationError(no: "block", id, "blocks", known: plan.steps.map(\.id))
    }
    let asked = blocks.isEmpty ? plan.steps : plan.steps.filter { blocks.contains($0.id) }
    let sampled = sample.map { count in
      VerificationSample.choose(count, of: asked) { store.lastSeconds(of: $0.id, profile: report.profile) }
    }
    let steps = sampled ?? asked
    return upstream ? plan.closure(of: Set(steps.map(\.id))) : steps
  }

  /// Writes a page about a block that differs, and removes one from earlier.
  private func page(
    about block: VerifiedBlock, _ stored: URL?, _ again: URL?, _ project: ProjectFolder
  ) throws -> URL? {
    try DifferencePage.remove(of: block.block, in: project.verification)
    guard !block.differences.isEmpty, let again else { return nil }
    return try DifferencePage(block, stored: stored, again: again, in: project.verification).write()
  }
}
