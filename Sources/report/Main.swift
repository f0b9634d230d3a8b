import ArgumentParser
import CProcessor
import Chapters
import Files
import Foundation
import Pipeline

/// The program: builds and checks literate reports on generative image models.
@main
struct Main: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Builds literate reports on generative image models: Markdown in, figures and pages out.",
    discussion: """
      Start a report and build it:

        report new my-report && cd my-report && report build

      Exit status: 0 fine, 1 a mistake in the report, 2 wrong usage, 3 a fault of the machine, 130 interrupted.
      """,
    version: version,
    subcommands: [
      BuildCommand.self, ServeCommand.self, BlocksCommand.self, CheckCommand.self, StatusCommand.self,
      VerifyCommand.self, ExplainCommand.self,
      DiffCommand.self, InspectCommand.self, ArchiveCommand.self, DirectivesCommand.self, DataCommand.self,
      ModelsCommand.self, NewCommand.self, TemplatesCommand.self,
      CleanCommand.self,
    ])

  static func main() {
    StandardStreams.occupy()
    do {
      try checkProcessor()
      try checkCommandName()
      var command = try parseAsRoot()
      Interruption.install()
      try command.run()
      StandardStreams.exit(.fine)
    } catch let status as ExitStatus {
      StandardStreams.exit(status)
    } catch is Interrupted {
      Console.shared.say("interrupted; the next build goes on where this one stopped")
      StandardStreams.exit(.interrupted)
    } catch  where exitCode(for: error) == .failure {  // not one of the command line's
      StandardStreams.exit(Console.shared.report(Diagnostics(error).all) ?? .fine)
    } catch {
      let text = fullMessage(for: error)
      if exitCode(for: error).isSuccess {
        print(text)
        StandardStreams.exit(.fine)
      }
      StandardStreams.tell(text + "\n")
      StandardStreams.exit(.usage)
    }
  }

  /// The kernels' instructions would end the program on a processor that does not have them, with no word of why.
  private static func checkProcessor() throws {
    guard !hasKernelInstructions() else { return }
    throw EnvironmentFault.explained(
      "expected a processor with AVX2, FMA and BMI2 (x86-64-v3), found one without",
      remedy: "run it on one from Intel since 2013 or AMD since 2015; a virtual machine may hide them: "
        + "give it the host's processor")
  }

  /// The parser's own message for a command that does not exist has no suggestion.
  private static func checkCommandName() throws {
    guard let name = CommandLine.arguments.dropFirst().first, !name.hasPrefix("-"), name != "help" else {
      return
    }
    let shown = configuration.subcommands.map { $0.configuration }.filter { $0.shouldDisplay }
    let known = shown.compactMap { $0.commandName }
    guard known.contains(name) || name == BlocksCommand.name else {
      throw ValidationError(no: "command", name, "commands", known: known)
    }
  }
}
