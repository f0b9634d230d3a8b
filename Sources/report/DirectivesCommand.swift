import ArgumentParser
import Chapters
import Directives
import Foundation
import Pipeline

/// `report directives`: the reference pages.
struct DirectivesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "directives", abstract: "List the directives, or explain one.",
    discussion: """
        report directives
        report directives train
      """)

  @Argument(help: "The directive to explain.")
  var name: String?

  @Flag(help: "Print the reference as JSON.")
  var json = false

  func run() throws {
    let all = Registry.directives
    guard let name else {
      if json { return try printJSON(all.map(DirectiveRecord.init)) }
      let width = all.map(\.name.count).max() ?? 0
      for directive in all {
        print(directive.name.padding(toLength: width + 2, withPad: " ", startingAt: 0) + directive.summary)
      }
      return
    }
    guard let directive = all.first(where: { $0.name == name }) else {
      throw ValidationError(no: "directive", name, "directives", known: all.map(\.name))
    }
    if json { return try printJSON(DirectiveRecord(directive)) }
    explain(directive)
  }

  private func explain(_ directive: AnyDirective) {
    print("{\(directive.name)}: \(directive.summary)\n")
    let width = directive.options.map(\.name.count).max() ?? 0
    for option in directive.options {
      let standard = option.standard.map { "default \($0)" } ?? "required"
      print("  \(option.name.padding(toLength: width + 2, withPad: " ", startingAt: 0))\(option.summary)")
      print("  \(String(repeating: " ", count: width + 2))\(option.expectation); \(standard)")
    }
    print("\nEvery option may have a value per profile: {draft: ..., quick: ..., paper: ...}\n")
    print(directive.example)
    guard !directive.measures.isEmpty else { return }
    print("\nValues, asked for as {{id.NAME}}:\n")
    let longest = directive.measures.map(\.name.count).max() ?? 0
    for measure in directive.measures {
      print("  \(measure.name.padding(toLength: longest + 2, withPad: " ", startingAt: 0))\(measure.meaning)")
    }
  }
}

/// A directive's reference as JSON.
private struct DirectiveRecord: Encodable {
  let name: String
  let summary: String
  let version: Int
  let options: [OptionDescription]
  let values: [MeasureDescription]

  init(_ directive: AnyDirective) {
    name = directive.name
    summary = directive.summary
    version = directive.version
    options = directive.options
    values = directive.measures
  }
}
