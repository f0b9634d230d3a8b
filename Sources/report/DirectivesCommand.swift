import ArgumentParser
import Chapters
import Directives
import Files
import Foundation
import Pipeline
import Site

/// `report directives`: the reference pages.
struct DirectivesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "directives", abstract: "List the directives, or explain one.",
    discussion: """
        report directives
        report directives train
        report directives --site reference

      With --site the whole reference is written into a folder as pages, the first of them index.html. Within a report's \
      project each directive has the first block of the report that uses it, with its figure out of the store; those that \
      it does not use have none, or a small one of the program's own. 'reference: true' in report.yml puts the same pages \
      into the report's site.
      """)

  @Argument(help: "The directive to explain.")
  var name: String?

  @Flag(help: "Print the reference as JSON.")
  var json = false

  @Option(help: ArgumentHelp("Write the reference as pages into a folder.", valueName: "folder"))
  var site: String?

  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard site == nil || (name == nil && !json) else {
      throw ValidationError("--site writes the whole reference; leave the directive's name and --json out.")
    }
  }

  func run() throws {
    let all = Registry.directives
    if let site { return try write(reference(all), to: site) }
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

  /// With the figures of the report in whose project this runs, if it does.
  private func reference(_ all: [AnyDirective]) throws -> DirectiveReference {
    let project: ProjectFolder
    do { project = try options.projectFolder() } catch EnvironmentFault.noReport where options.project == nil
    {
      return DirectiveReference(all)
    }
    let typesetter = Typesetter(project)
    let checked = try options.load(settingFormulasWith: typesetter)
    let (plan, store) = (Plan(checked.report, numerics: EngineProcess.numerics), Store(project))
    let publication = Publication(Build.Outcome(), of: plan, in: store, project: project)
    return try DirectiveReference(
      of: publication.writer(of: checked, store, RenderedText(formulas: checked.formulas), typesetter))
  }

  /// Into a new folder, an empty one, or one that has this reference already.
  private func write(_ reference: DirectiveReference, to name: String) throws {
    let folder = URL(filePath: name, directoryHint: .isDirectory)
    let existing = (try? Disk.names(in: folder.path)) ?? []
    let files = try reference.files()
    let known = Set(files.keys.compactMap { $0.split(separator: "/").first.map(String.init) })
    let strangers = existing.filter { !known.contains($0) }.sorted()
    guard strangers.isEmpty, FileKind(atPath: folder.path) != .file else {
      let what = strangers.first.map { "has '\($0)', which is no page of the reference" } ?? "is a file"
      throw ValidationError("'\(name)' \(what); name another folder.")
    }
    for (file, data) in files.sorted(by: { $0.key < $1.key }) {
      try AtomicFile.write(data, to: folder.appending(path: file))
    }
    let pages = files.keys.count { $0.hasSuffix(".html") } - 1
    print("wrote \(folder.relativePath)/index.html and \(pages.counted("page")) more")
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
