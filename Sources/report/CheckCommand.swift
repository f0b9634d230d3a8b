import ArgumentParser
import Chapters
import Directives
import Files
import Foundation
import Pipeline
import Site

/// `report check`: everything that can be found wrong without running a block.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Read and plan the report without running anything.",
    discussion: """
      Reports every mistake of every chapter at once: options of all profiles, references, links, formulas, templates, and \
      what the files of data, images and models show. What may be a mistake is a warning, and the exit status is 0.

        report check
        report check --lint
        report check --json

      With --lint it also warns of figures that no text refers to, options that say what holds anyway, seeds that two \
      blocks share whose noise should be independent, alternative texts that repeat the caption, and numbers typed into \
      prose that a block has measured, as far as the store has results.

      Of more than a hundred mistakes of one sort in a chapter the first hundred are shown, and all of them as JSON, the \
      further ones without a remedy.
      """)

  @OptionGroup var options: ReportOptions

  @OptionGroup var memory: MemoryOption

  @Flag(help: "Print the mistakes as JSON.")
  var json = false

  @Flag(help: "Warn as well of what may be better otherwise.")
  var lint = false

  func run() throws {
    var diagnostics: [Diagnostic] = []
    var summary = ""
    do {
      let typesetter = Typesetter(try options.projectFolder())
      let report = try options.load(settingFormulasWith: typesetter).report
      let plan = Plan(report, numerics: EngineProcess.numerics)
      diagnostics = report.warnings + plan.steps.flatMap { $0.faults + $0.warnings }
      diagnostics += plan.memoryFaults(memory.available, areWarnings: true)
      if lint { diagnostics += Lint(report, plan: plan, store: Store(report.project)).warnings }
      let size = "\(report.chapters.count.counted("chapter")), \(plan.steps.count.counted("block"))"
      summary = "\(size), profile \(report.profile): no mistakes"
      let warnings = diagnostics.count { $0.kind == .warning }
      if warnings > 0 { summary += ", \(warnings.counted("warning"))" }
    } catch let usage as ValidationError {
      throw usage
    } catch let interrupted as Interrupted {
      throw interrupted
    } catch {
      diagnostics = Diagnostics(error).all
    }
    if json {
      let sorts = DiagnosticSorts(diagnostics)
      try printJSON(zip(diagnostics, sorts.isShown).map { DiagnosticRecord($0, isExplained: $1) })
    }
    let status = json ? ExitStatus(diagnostics) : Console.shared.report(diagnostics)
    if let status { throw status }
    if !json { print(summary) }
  }
}
