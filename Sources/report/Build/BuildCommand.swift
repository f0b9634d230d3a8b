import ArgumentParser
import Chapters
import Directives
import Files
import Foundation
import Pipeline
import Site

/// `report build`: runs what is not in the store and writes the site.
struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Run the blocks that are not up to date and write the site.",
    discussion: """
      Nothing that is up to date runs again. A training that was interrupted goes on where it stopped. The old site \
      stands until the new one is whole: pages without all results, since a block failed or only some chapters were \
      asked for, lie in .report/partial/ then, or with --keep-going in the site.

        report build
        report build --profile draft
        report build 02-training
        report build --keep-going
        report build --json
        report build --update-lock
        report build --single-file --pdf

      Where report/report.lock says that the results have to be others, a warning names them; --update-lock writes down \
      what they are, for the profile that is built.

      With --json every line of standard output is an object. Its 'event' is 'planned' (with 'steps', each with the \
      'expectedSeconds' that the block took last time), 'kept', 'started', 'progress' ('step', 'total', 'secondsLeft', \
      'buildSecondsLeft'), 'note', 'finished' ('seconds'), 'failed' and 'warning' (with a 'diagnostic' as of report check \
      --json), 'skipped' ('reason'), and at the end 'summary': 'status' (the exit status), 'blocks', 'ran', 'missing' (why \
      blocks have no result), 'site', 'isWhole', 'pages' ('added', 'rewritten', 'restored', 'removed') and 'seconds'.
      """)

  @OptionGroup var options: ReportOptions

  @OptionGroup var memory: MemoryOption

  @OptionGroup var voiceOptions: BuildVoiceOptions

  @OptionGroup var oneFile: OneFileOptions

  @Argument(help: "Chapters whose blocks to run, by file name; all if none is named.")
  var chapters: [String] = []

  @Option(help: ArgumentHelp("How often a training saves its state.", valueName: "seconds"))
  var checkpointInterval = 60.0

  @Option(
    help: ArgumentHelp("Worker threads of the engine (the results do not depend on it).", valueName: "count"))
  var threads: Int?

  @Flag(help: "Replace files of the site that were changed by hand.")
  var force = false

  @Flag(help: "Publish pages with what there is where blocks have no result; the exit status stays 1 or 3.")
  var keepGoing = false

  @Flag(help: "Write down in report/report.lock what the results are.")
  var updateLock = false

  func validate() throws {
    guard checkpointInterval > 0 else { throw ValidationError("--checkpoint-interval must be above 0.") }
    if let threads, !(1...256).contains(threads) { throw ValidationError("--threads must be from 1 to 256.") }
  }

  func run() throws {
    let voice = BuildVoice(voiceOptions)
    do { try build(voice) } catch let status as ExitStatus {
      throw status
    } catch {
      guard voice.speaksJSON, !(error is ValidationError) else { throw error }
      let diagnostics = error is Interrupted ? [] : Diagnostics(error).all
      for diagnostic in diagnostics { voice.give(BuildRecord(diagnostic)) }
      let status = error is Interrupted ? .interrupted : ExitStatus(diagnostics) ?? .environment
      voice.give(BuildSummary(status: status.rawValue))
      throw error
    }
  }

  private func build(_ voice: BuildVoice) throws {
    let start = ContinuousClock.now
    var unchanged = isPlain ? UnchangedBuild() : nil
    let project = try options.projectFolder()
    if let blocks = unchanged?.blocks(of: project) {
      return BuildEnding.tellOfNothing(voice, blocks: blocks, of: project, start.duration(to: .now))
    }
    if FileKind(atPath: project.site.path) == nil {
      unchanged?.giveUp()
      unchanged = nil
    }
    let typesetter = Typesetter(project)
    var checked = try options.load(settingFormulasWith: typesetter)
    let report = checked.report
    let wanted = try wantedBlocks(of: report)
    if let threads { EngineProcess.useThreads(threads) }
    let lock = try lock(report.project, for: "report build")
    defer { withExtendedLifetime(lock) {} }
    let store = Store(report.project)
    try store.sweep()
    var (outcome, publication) = try run(wanted, of: report, store, voice)
    let rendered = try RenderedText(of: report, formulas: checked.formulas)
    try keepLock(publication, of: report, store, voice)
    if updateLock, publication.plan.certified.count < publication.plan.steps.count {
      // What some blocks show has just been written.
      let first = outcome
      checked.report = try options.load()
      (outcome, publication) = try run(wanted, of: checked.report, store, voice)
      outcome.follow(first)
    }
    let writer = publication.writer(of: checked, store, rendered, typesetter)
    let written = try publication.write(writer, keepsGoing: keepGoing, force: force)
    if written != nil, publication.isWhole || keepGoing {
      for file in try oneFile.write(writer, of: report.project) {
        voice.say("wrote \(report.project.shown(file))")
      }
    }
    try? store.sums.keep()  // where that fails, the next build reads the files again
    let seconds = start.duration(to: .now) / .seconds(1)
    let ending = BuildEnding(outcome: outcome, publication: publication, written: written, seconds: seconds)
    if ending.foundNothingToDo, !Console.shared.hasSaidSomething {
      unchanged?.keep(blocks: publication.plan.steps.count, of: project)
    }
    try ending.tell(voice, keepsGoing: keepGoing)
  }

  /// Runs what has no result.
  private func run(
    _ wanted: Set<String>, of report: Report, _ store: Store, _ voice: BuildVoice
  ) throws -> (Build.Outcome, Publication) {
    let plan = Plan(report, numerics: EngineProcess.numerics)
    try? plan.keepSums()  // a disk that is full will be told of when a result is kept
    let build = Build(
      plan, store: store, profile: report.profile, checkpointInterval: checkpointInterval,
      memory: memory.available, tell: voice.tell)
    let outcome = try Interruption.heeded { try build.run(plan.closure(of: wanted)) }
    return (outcome, Publication(outcome, of: plan, in: store, project: report.project))
  }

  /// Whether nothing is asked for but results and site, and no word of what is as it was.
  private var isPlain: Bool {
    !updateLock && !voiceOptions.json && !voiceOptions.verbose && !oneFile.singleFile && !oneFile.pdf
  }

  private func keepLock(
    _ publication: Publication, of report: Report, _ store: Store, _ voice: BuildVoice
  ) throws {
    let results = publication.results.filter { publication.missing[$0.key] == nil }
    let keeping = LockKeeping(
      report: report, plan: publication.plan, store: store, results: results, keepsSums: true)
    try updateLock ? keeping.update(voice) : keeping.compare(voice)
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
}
