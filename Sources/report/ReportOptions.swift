import ArgumentParser
import Chapters
import Datasets
import Directives
import Foundation
import Pipeline
import Site

/// What every command that reads a report takes.
struct ReportOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The report's folder, the one with report/ in it.", valueName: "folder"))
  var project: String?

  @Option(help: ArgumentHelp("The folder of the data sets (otherwise $REPORT_DATA, otherwise the cache folder).", valueName: "folder"))
  var data: String?

  @Option(help: "The profile whose values are taken, such as draft, quick or paper.")
  var profile: String?

  /// The project folder that was named or that the current folder lies in.
  func projectFolder() throws -> ProjectFolder {
    let start = URL(filePath: project ?? FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
    return try ProjectFolder.find(from: start)
  }

  /// Reads the report; all its mistakes are thrown together.
  func load() throws -> Report {
    try Report.load(
      projectFolder(), profile: profile, directives: Registry.directives,
      dataFolder: DataFolder(explicit: data).url)
  }
}

extension Report {
  /// Checks what is left to check without running a block (links and formulas) and sets the formulas.
  func typeset(_ typesetter: Typesetter) throws -> [Formula: String] {
    var diagnostics = LinkCheck(self).diagnostics
    do {
      let formulas = try typesetter.set(formulas)
      if diagnostics.isEmpty { return formulas }
    } catch let mistakes as Diagnostics {
      diagnostics += mistakes.all
    }
    throw Diagnostics(diagnostics)
  }
}
