import ArgumentParser
import Chapters
import Directives
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
        report check --json

      Of more than a hundred mistakes of one sort in a chapter the first hundred are shown, and all of them as JSON, the \
      further ones without a remedy.
      """)

  @OptionGroup var options: ReportOptions

  @OptionGroup var memory: MemoryOption

  @Flag(help: "Print the mistakes as JSON.")
  var json = false

  func run() throws {
    var diagnostics: [Diagnostic] = []
    var summary = ""
    do {
      let typesetter = Typesetter(try options.projectFolder())
      let (report, _, _) = try options.load(settingFormulasWith: typesetter)
      let plan = Plan(report, numerics: EngineProcess.numerics)
      diagnostics = report.warnings + plan.steps.flatMap { $0.faults + $0.warnings }
      diagnostics += plan.memoryFaults(memory.available, areWarnings: true)
      summary =
        "\(report.chapters.count) chapters, \(plan.steps.count) blocks, profile \(report.profile): no mistakes"
      let warnings = diagnostics.count { $0.kind == .warning }
      if warnings > 0 { summary += ", \(warnings) \(warnings == 1 ? "warning" : "warnings")" }
    } catch let usage as ValidationError {
      throw usage
    } catch let interrupted as Interrupted {
      throw interrupted
    } catch {
      diagnostics = Diagnostics(error).all
    }
    if json {
      let sorts = DiagnosticSorts(diagnostics)
      try printJSON(zip(diagnostics, sorts.isShown).map(DiagnosticRecord.init))
    }
    let status = json ? ExitStatus(diagnostics) : Console.shared.report(diagnostics)
    if let status { throw status }
    if !json { print(summary) }
  }
}

/// A diagnostic as JSON.
private struct DiagnosticRecord: Encodable {
  let kind: String
  let path: String?
  let line: Int?
  let column: Int?
  let message: String
  let help: String?

  /// - Parameter isExplained: whether to look for a remedy, which takes longer than all else.
  init(_ diagnostic: Diagnostic, isExplained: Bool) {
    kind = diagnostic.kind.rawValue
    path = diagnostic.path
    line = diagnostic.position?.line
    column = diagnostic.position?.column
    message = diagnostic.message
    help = isExplained ? diagnostic.help : nil
  }
}
