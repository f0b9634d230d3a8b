import ArgumentParser
import Chapters
import Directives
import Foundation
import Pipeline
import Site

/// `report build`: runs what is not in the store and writes the site.
struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Run the blocks that are not up to date and write the site.",
    discussion: """
      Nothing that is up to date runs again. A training that was interrupted goes on where it stopped. The old site \
      stands until the new one is whole.

        report build
        report build --profile draft
        report build 02-training
      """)

  @OptionGroup var options: ReportOptions

  @OptionGroup var memory: MemoryOption

  @Argument(help: "Chapters whose blocks to run, by file name; all if none is named.")
  var chapters: [String] = []

  @Option(help: ArgumentHelp("How often a training saves its state.", valueName: "seconds"))
  var checkpointInterval = 60.0

  @Option(
    help: ArgumentHelp("Worker threads of the engine (the results do not depend on it).", valueName: "count"))
  var threads: Int?

  @Flag(help: "Replace files of the site that were changed by hand.")
  var force = false

  func validate() throws {
    guard checkpointInterval > 0 else { throw ValidationError("--checkpoint-interval must be above 0.") }
    if let threads, !(1...256).contains(threads) { throw ValidationError("--threads must be from 1 to 256.") }
  }

  func run() throws {
    let start = ContinuousClock.now
    let typesetter = Typesetter(try options.projectFolder())
    let (report, templates, formulas) = try options.load(settingFormulasWith: typesetter)
    let wanted = try wantedBlocks(of: report)
    if let threads { EngineProcess.useThreads(threads) }
    let lock = try lock(report.project, for: "report build")
    defer { withExtendedLifetime(lock) {} }
    let plan = Plan(report, numerics: EngineProcess.numerics)
    try? plan.keepSums()  // a disk that is full will be told of when a result is kept
    let store = Store(report.project)
    try store.sweep()
    let build = Build(
      plan, store: store, profile: report.profile, checkpointInterval: checkpointInterval,
      memory: memory.available, tell: Console.shared.tell)
    let outcome = try Interruption.heeded { try build.run(plan.closure(of: wanted)) }
    guard outcome.failures.isEmpty else {
      let skipped = outcome.skipped.isEmpty ? "" : ", \(outcome.skipped.count) skipped"
      Console.shared.say("\(outcome.failures.count) failed\(skipped); the site is as it was")
      throw outcome.failures.contains { $0.kind == .mistake } ? ExitStatus.mistake : ExitStatus.environment
    }
    guard let results = complete(outcome.results, plan: plan, store: store) else { return }
    let (sources, listings) = try interruptible {
      (
        try await Bibliographer(report.project).write(report),
        try await Highlighter(report.project).colour(report)
      )
    }
    let site = SiteWriter(
      report, results: results, store: store, formulas: formulas, sources: sources, listings: listings,
      typesetter: typesetter, templates: templates)
    try site.write(force: force)
    try? store.sums.keep()  // where that fails, the next build reads the files again
    let time = Console.shared.duration((ContinuousClock.now - start) / .seconds(1))
    let pages = report.project.shown(report.project.site.appending(path: "index.html"))
    Console.shared.say(
      "\(outcome.ran.count) of \(plan.steps.count) blocks ran; the site is \(pages) (\(time))")
  }

  private func wantedBlocks(of report: Report) throws -> Set<String> {
    guard !chapters.isEmpty else { return Set(report.blocks.map(\.id)) }
    var wanted: Set<String> = []
    for name in chapters {
      let path = name.hasSuffix(".md") ? String(name.dropLast(3)) : name
      let stem = path.split(separator: "/").last.map(String.init) ?? path
      let found = report.chapters.first { $0.name == path } ?? report.chapters.first { $0.name == stem }
      guard let chapter = found else {
        throw ValidationError(no: "chapter", stem, "chapters", known: report.chapters.map(\.name))
      }
      wanted.formUnion(chapter.blocks.map(\.id))
    }
    return wanted
  }

  /// The results of all blocks, those that this build did not look at from the store; nothing if one is missing.
  private func complete(
    _ results: [String: StoredResult], plan: Plan, store: Store
  ) -> [String: StoredResult]? {
    var all = results
    var missing: [String] = []
    for step in plan.steps where all[step.id] == nil {
      if case .found(let result) = store.finding(of: step) {
        all[step.id] = result
      } else {
        missing.append(step.id)
      }
    }
    guard missing.isEmpty else {
      let list = missing.joined(separator: ", ")
      Console.shared.say(
        "the site is as it was: other chapters' blocks have no result yet (\(list)); run: report build")
      return nil
    }
    return all
  }
}
