import ArgumentParser
import Chapters
import Files
import Foundation
import Pipeline
import Templates

/// `report new`: a small report that builds.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Start a report: a folder with a chapter that builds.",
    discussion: """
        report new my-report && cd my-report && report build
        report new my-answers --template assignment
        report new --ci

      The templates are 'chapter' (a first training), 'assignment' (a chapter for each task), 'notebook' (an entry with its \
      measurements) and 'page' (one page that needs no data). With --ci there is a workflow as well, which checks and builds \
      the report on GitHub and publishes it; without a name it is added to the report that is there.
      """)

  @Argument(help: "The folder to make.")
  var name: String?

  @Option(help: ArgumentHelp("What to begin with.", valueName: "name"))
  var template = ReportStart.chapter

  @Flag(help: "Add a workflow that builds the report on GitHub and publishes it.")
  var ci = false

  func validate() throws {
    guard name == nil else { return }
    guard ci, template == .chapter else { throw ValidationError("Name the folder to make: report new NAME.") }
  }

  func run() throws {
    guard let name else {
      let here = URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
      return try addWorkflow(to: ProjectFolder.find(from: here))
    }
    let folder = URL(filePath: name, directoryHint: .isDirectory)
    let title = folder.standardizedFileURL.lastPathComponent
    let existing = (try? Disk.names(in: folder.path)) ?? []
    guard existing.isEmpty, [nil, .folder].contains(FileKind(behind: folder.path)) else {
      throw ValidationError("'\(name)' exists already and is not empty; choose another name.")
    }
    let project = ProjectFolder(root: folder)
    let quoted = title.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let manifest = template.manifest.replacing("{{name}}", with: quoted)
    for file in template.files {
      try AtomicFile.write(Data(file.text.utf8), to: project.report.appending(path: file.name))
    }
    try AtomicFile.write(Data(".report/\n".utf8), to: project.root.appending(path: ".gitignore"))
    try AtomicFile.write(Data(manifest.utf8), to: project.manifest)
    if ci { try addWorkflow(to: project) }
    print("made \(name)/report/\(template.files[0].name); now: cd \(name) && report build")
  }

  private func addWorkflow(to project: ProjectFolder) throws {
    let path = ".github/workflows/report.yml"
    let place = project.root.appending(path: path)
    guard FileKind(atPath: place.path) == nil else {
      throw ValidationError("\(path) exists already; move it away to have it made anew.")
    }
    try AtomicFile.write(Data(ReportStart.workflow.utf8), to: place)
    print("made \(path); its first lines say what to set on GitHub")
  }
}

extension ReportStart: ExpressibleByArgument {}
