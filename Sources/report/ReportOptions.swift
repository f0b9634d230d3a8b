import ArgumentParser
import Chapters
import Datasets
import Directives
import Files
import Foundation
import Pipeline
import Site

/// What every command that reads a report takes.
struct ReportOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The report's folder, the one with report/ in it.", valueName: "folder"))
  var project: String?

  @Option(
    help: ArgumentHelp(
      "The folder of the data sets (otherwise $REPORT_DATA, otherwise the cache folder).", valueName: "folder"
    ))
  var data: String?

  @Option(help: "The profile whose values are taken, such as draft, quick or paper.")
  var profile: String?

  @Option(
    help: ArgumentHelp(
      "A file or folder outside the project that the report may read and write.", valueName: "path"))
  var allow: [String] = []

  /// The project folder that was named or that the current folder lies in; nothing outside it is touched from now on.
  func projectFolder() throws -> ProjectFolder {
    let start = URL(
      filePath: project ?? FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
    let project = try ProjectFolder.find(from: start)
    for path in allow where FileKind(behind: path) == nil {
      throw ValidationError("--allow names '\(path)', which does not exist.")
    }
    Reach(
      project: project.root, allowed: allow.map { URL(filePath: $0) },
      reading: [DataFolder(explicit: data).url, ModelsFolder().url] + Typesetter.places()
    ).enter()
    for folder in [project.state, project.site] + Store.folders(of: project)
    where FileKind(atPath: folder.path) != nil {
      do { try Reach.requireWritable(folder: folder.path) } catch {
        throw EnvironmentFault.unwritable(path: project.shown(folder), reason: error.reason.cause)
      }
    }
    return project
  }

  /// Reads the report; all its mistakes are thrown together.
  func load() throws -> Report { try reading().accepted() }

  /// Reads the report and checks what else can be checked without running a block: links, templates and formulas.
  func load(settingFormulasWith typesetter: Typesetter) throws -> CheckedReport {
    let reading = try reading()
    let checks = ReportChecks(reading)
    let formulas = Result { try interruptible { try await typesetter.set(reading.report.formulas) } }
    if case .failure(let interrupted as Interrupted) = formulas { throw interrupted }
    return try checks.accepted(formulas: formulas)
  }

  private func reading() throws -> ReportReading {
    do {
      return try ReportReading(
        projectFolder(), profile: profile, directives: Registry.directives,
        dataFolder: DataFolder(explicit: data).url, modelsFolder: ModelsFolder().url)
    } catch let unknown as UnknownProfile {
      throw ValidationError(no: "profile", unknown.name, "profiles", known: unknown.known)
    }
  }
}
