import Chapters
import Files
import Foundation
import Pipeline
import Templates

/// A folder that says how the pages look: the theme that `report.yml` names, or the report's own `templates/`.
///
/// It has templates and style sheets, and in `assets/` pictures, fonts and scripts, which lie beside the style sheet in the
/// site. Folders stand above one another: what the report's own has takes the place of what the theme has, file by file.
struct ThemeFolder {
  /// Templates and style sheets by their names.
  private(set) var texts: [String: SourceFile] = [:]
  /// The files in `assets/`, by their paths there.
  private(set) var assets: [String: URL] = [:]
  /// What is wrong with it, and what may be.
  private(set) var diagnostics: [Diagnostic] = []

  /// The style sheet that is added to the one that holds, on lines of its own.
  var added: String? { texts[ThemeFiles.addition].map { "\n" + $0.text } }

  private let project: ProjectFolder
  /// The folder in which everything has to lie, links followed; nil where the process's reach decides.
  private let bounds: URL?

  /// The folders of a report, the undermost first.
  static func all(of report: Report) -> [ThemeFolder] {
    let project = report.project
    let named = project.theme(of: report.manifest).map { ThemeFolder($0, named: report) }
    let own = ThemeFolder(project.templates, in: project, bounds: nil)
    return [named, own.isOfTheProgram ? nil : own].compactMap(\.self)
  }

  /// Whether it is the folder that the built-in templates come from, as in the program's own repository: what lies beside
  /// them there is the program's, and nothing in it is the report's.
  private var isOfTheProgram: Bool {
    texts[ThemeFiles.addition]?.text == Templates.theme && texts[ThemeFiles.style]?.text == Templates.style
      && ThemeFiles.builtIn.allSatisfy { name, text in texts["\(name).mustache"]?.text == text }
  }

  /// The theme that a report names.
  private init(_ folder: URL, named report: Report) {
    self.init(folder, in: report.project, bounds: folder)
    guard FileKind(behind: folder.path) != .folder else { return }
    let name = report.manifest.theme ?? ""
    let cause = FileCause.absence(of: folder)
    diagnostics = [
      Diagnostic(ThemeMistake.noFolder(name, cause), at: report.manifest.places["theme"])
    ]
  }

  private init(_ folder: URL, in project: ProjectFolder, bounds: URL?) {
    (self.project, self.bounds) = (project, bounds)
    guard FileKind(behind: folder.path) == .folder else { return }
    for name in names(in: folder) { take(name, folder.appending(path: name)) }
  }

  /// The names in a folder without those of hidden files and of an editor's own.
  private mutating func names(in folder: URL) -> [String] {
    do {
      return try Disk.names(in: folder.path).filter { !$0.hasPrefix(".") && !$0.hasSuffix("~") }.sorted()
    } catch {
      let path = project.shown(folder)
      let fault = EnvironmentFault.unreadable(path: path, reason: error.reason.cause)
      diagnostics.append(Diagnostic(fault, path: path))
      return []
    }
  }

  private mutating func take(_ name: String, _ url: URL) {
    if name == ThemeFiles.assets, FileKind(behind: url.path) == .folder { return takeAssets(in: url, at: "") }
    guard ThemeFiles.names.contains(name) else {
      guard !["README", "LICENSE", "LICENCE"].contains(where: name.hasPrefix) else { return }
      return complain(ThemeMistake.stranger(name, known: ThemeFiles.names), about: url)
    }
    guard isWithin(url) else { return }
    do { texts[name] = try SourceFile.read(url, path: project.shown(url)) } catch {
      diagnostics += Diagnostics(error).all
    }
  }

  private mutating func takeAssets(in folder: URL, at place: String) {
    guard isWithin(folder) else { return }
    for name in names(in: folder) {
      let (url, path) = (folder.appending(path: name), place + name)
      guard isWithin(url) else { continue }
      if FileKind(behind: url.path) == .folder {
        takeAssets(in: url, at: path + "/")
      } else if let mistake = ThemeMistake(asset: path, url) {
        complain(mistake, about: url)
      } else {
        assets[path] = url
      }
    }
  }

  /// Whether something lies in the theme's folder; told if not. A folder that links lead to might lie around this one.
  private mutating func isWithin(_ url: URL) -> Bool {
    guard let bounds, FileKind(atPath: url.path) == .link else { return true }
    let isFolder = FileKind(behind: url.path) == .folder
    guard isFolder || !ProjectFolder.encloses(bounds, url) else { return true }
    complain(isFolder ? ThemeMistake.linkedFolder : .linkOut, about: url)
    return false
  }

  private mutating func complain(_ mistake: ThemeMistake, about url: URL) {
    diagnostics.append(Diagnostic(mistake, path: project.shown(url)))
  }
}
