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
      Reports every mistake of every chapter at once: options of all profiles, references, links, formulas, and what \
      the files of data, images and models show.

        report check
        report check --json
      """)

  @OptionGroup var options: ReportOptions

  @Flag(help: "Print the mistakes as JSON.")
  var json = false

  func run() throws {
    var diagnostics: [Diagnostic] = []
    var summary = ""
    do {
      let typesetter = Typesetter(try options.projectFolder())
      let (report, _) = try options.load(settingFormulasWith: typesetter)
      let plan = Plan(report, numerics: EngineProcess.numerics)
      diagnostics = plan.steps.flatMap(\.faults)
      summary =
        "\(report.chapters.count) chapters, \(plan.steps.count) blocks, profile \(report.profile): no mistakes"
    } catch let usage as ValidationError {
      throw usage
    } catch {
      diagnostics = Diagnostics(error).all
    }
    if json { try printJSON(diagnostics.map(DiagnosticRecord.init)) }
    if diagnostics.isEmpty {
      if !json { print(summary) }
      return
    }
    if json {
      throw diagnostics.contains { $0.kind == .mistake } ? ExitStatus.mistake : ExitStatus.environment
    }
    throw Console.shared.report(diagnostics)
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

  init(_ diagnostic: Diagnostic) {
    kind = diagnostic.kind == .mistake ? "mistake" : "environment"
    path = diagnostic.path
    line = diagnostic.position?.line
    column = diagnostic.position?.column
    message = diagnostic.message
    help = diagnostic.help
  }
}
