import ArgumentParser
import Datasets
import Directives
import Files
import Foundation
import Pipeline
import Preview

/// `report serve`: the live preview.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Show the report in a browser, and keep it as its files are.",
    discussion: """
      Serves the pages to this machine alone, at http://127.0.0.1:4180/ or the next port that is free, and watches the \
      chapters, the templates, report.yml, the bibliography and all files that blocks read. What is saved is in the open \
      page at once, which stays where it was scrolled to.

        report serve
        report serve --profile draft
        report serve --port 8090

      Text never waits for a block: where a result is missing the page says so, and blocks run one after the other in a \
      process of their own. Each shows how far it is, a training its loss and what draws pictures these as they are so far; \
      one whose options change is interrupted, and begins anew with the new ones. What fails, and every mistake and warning \
      of report check, stands in the page until it is mended, and the pages are meanwhile as they were before a mistake.

      The site is not touched: pages are made when the browser asks for them, and report build writes them. Results are \
      kept, so that it has nothing to run then. Ctrl-C ends it; a training that runs saves its state and goes on next time.
      """)

  @OptionGroup var options: ReportOptions

  @OptionGroup var memory: MemoryOption

  @Option(help: ArgumentHelp("The port; 0 stands for any that is free.", valueName: "number"))
  var port: UInt16?

  func run() throws {
    let source = PreviewSource(
      try options.projectFolder(), profile: options.profile, directives: Registry.directives,
      dataFolder: DataFolder(explicit: options.data).url, modelsFolder: ModelsFolder().url,
      numerics: EngineProcess.numerics)
    let voice = PreviewVoice()
    let preview = Preview(source, port: port, blocks: blockArguments(source), tell: voice.tell)
    do {
      try interruptible { try await preview.run() }
    } catch let unknown as UnknownProfile {
      throw ValidationError(no: "profile", unknown.name, "profiles", known: unknown.known)
    }
  }

  /// The command line of the process that runs blocks.
  private func blockArguments(_ source: PreviewSource) -> [String] {
    var arguments = [BlocksCommand.name, "--project", source.folder.path]
    for (name, value) in [("data", options.data), ("profile", options.profile), ("memory", memory.memory)] {
      if let value { arguments += ["--\(name)", value] }
    }
    return arguments + options.allow.flatMap { ["--allow", $0] }
  }
}
