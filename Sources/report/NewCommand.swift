import ArgumentParser
import Chapters
import Files
import Foundation
import Pipeline
import Templates

/// `report new`: a small report that builds.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Start a report: a folder with one chapter that builds.",
    discussion: """
        report new my-report && cd my-report && report build
      """)

  @Argument(help: "The folder to make.")
  var name: String

  func run() throws {
    let folder = URL(filePath: name, directoryHint: .isDirectory)
    let title = folder.standardizedFileURL.lastPathComponent
    let existing = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    guard existing.isEmpty, !FileManager.default.fileExists(atPath: folder.path) || isFolder(folder) else {
      throw ValidationError("'\(name)' exists already and is not empty; choose another name.")
    }
    let project = ProjectFolder(root: folder)
    let quoted = title.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let manifest = Templates.manifest.replacing("{{name}}", with: quoted)
    try AtomicFile.write(
      Data(Templates.firstChapter.utf8), to: project.report.appending(path: "01-first-figure.md"))
    try AtomicFile.write(Data(".report/\n".utf8), to: project.root.appending(path: ".gitignore"))
    try AtomicFile.write(Data(manifest.utf8), to: project.manifest)
    print("made \(name)/report/01-first-figure.md; now: cd \(name) && report build")
  }

  private func isFolder(_ url: URL) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && isFolder.boolValue
  }
}
