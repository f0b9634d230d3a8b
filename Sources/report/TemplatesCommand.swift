import ArgumentParser
import Files
import Foundation
import Pipeline
import Site

/// `report templates`: the built-in templates, for an author to change.
struct TemplatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "templates", abstract: "Write the built-in templates out, to be changed.",
    discussion: """
        report templates
        report templates figure
        report templates --force
        report templates --theme warm
        report templates --theme warm figure

      They go into the report's templates/ folder, where they take the place of the built-in ones; a comment at the top of \
      each says what it is told. Delete those that stay as they are: only so will they follow the program. Files that are \
      there are kept, unless --force replaces them.

      With --theme they go into the folder of a theme, beside the chapters, which report.yml names by 'theme: warm'. Without \
      names that is a style sheet alone; its comment says what a theme may have.
      """)

  @Argument(help: "Which ones, such as 'figure' or 'style.css'; all if none is named.")
  var names: [String] = []

  @OptionGroup var options: ReportOptions

  @Option(
    help: ArgumentHelp("Start a theme, or add to it: a folder beside the chapters.", valueName: "folder"))
  var theme: String?

  @Flag(help: "Replace files that are there.")
  var force = false

  func validate() throws {
    guard let theme, theme.isEmpty || theme.split(separator: "/").contains("..") || theme.hasPrefix("/")
    else {
      return
    }
    throw ValidationError("--theme names a folder beside the chapters, such as --theme warm.")
  }

  func run() throws {
    let project = try options.projectFolder()
    let folder =
      theme.map { project.report.appending(path: $0, directoryHint: .isDirectory) } ?? project.templates
    let chosen = try self.chosen
    let paths = chosen.map { project.shown(folder.appending(path: $0.name)) }
    let taken = paths.filter { FileKind(atPath: project.root.appending(path: $0).path) != nil }
    guard force || taken.isEmpty else {
      throw ValidationError(
        "\(taken.joined(separator: ", ")) exists already; --force replaces what is there.")
    }
    for (file, path) in zip(chosen, paths) {
      try AtomicFile.write(Data(file.text.utf8), to: project.root.appending(path: path))
    }
    print("wrote \(paths.joined(separator: ", "))")
    if let theme { print("report/report.yml names it by a line: theme: \(theme)") }
  }

  private var chosen: [(name: String, text: String)] {
    get throws {
      let all = PageTemplates.files + [PageTemplates.themeStart]
      guard !names.isEmpty else { return theme == nil ? PageTemplates.files : [PageTemplates.themeStart] }
      return try names.map { name in
        guard let file = all.first(where: { [name, "\(name).mustache"].contains($0.name) }) else {
          throw ValidationError(no: "template", name, "templates", known: all.map(\.name))
        }
        return file
      }
    }
  }
}
