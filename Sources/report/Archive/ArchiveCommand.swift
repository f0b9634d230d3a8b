import Archives
import ArgumentParser
import Chapters
import Directives
import Files
import Foundation
import Pipeline

/// `report archive`: a report in one file, to be handed in or kept.
struct ArchiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive", abstract: "Put a report, its lock and its site into one zip file.",
    discussion: """
        report archive my-report.zip
        report archive my-report.zip --with-weights
        report verify my-report.zip

      The file has the chapters with all that lies beside them, templates, lock and site, and in ARCHIVE.json what it takes \
      to run it. The same report gives the same bytes. With --with-weights it has the stored results of the profile as \
      well, so that nobody has to train again to check what was drawn.
      """)

  @OptionGroup var options: ReportOptions

  @Flag(help: "Put the stored results in, too, with the weights.")
  var withWeights = false

  @Argument(help: ArgumentHelp("The zip file to write.", valueName: "file"))
  var file: String

  func validate() throws {
    guard file.hasSuffix(".zip") else { throw ValidationError("'\(file)' does not end with .zip.") }
  }

  func run() throws {
    let place = URL(filePath: file).standardizedFileURL
    let report = try options.load()
    let plan = Plan(report, numerics: EngineProcess.numerics)
    let contents = ArchiveContents(report, plan, withWeights: withWeights)
    let files = try contents.files()
    do throws(ZipFault) { try ZipWriter.write(files, to: place) } catch {
      throw EnvironmentFault.explained("\(file): \(error)", remedy: nil)
    }
    Console.shared.say(
      "\(file) has \(files.count.counted("file")); to check it: report verify \(place.lastPathComponent)")
  }
}
