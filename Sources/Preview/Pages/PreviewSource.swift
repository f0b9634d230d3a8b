import Chapters
import Foundation
import Pipeline

/// Where a preview's report comes from.
public struct PreviewSource: Sendable {
  /// The folder around the report.
  public var folder: URL { project.root }

  let project: ProjectFolder
  let profile: String?
  let directives: [AnyDirective]
  let dataFolder, modelsFolder: URL
  let numerics: [Recipe.Part]

  /// The folders whose files decide the pages, with all that is in them. A manifest that cannot be read names no theme.
  var folders: [String] {
    let file = try? SourceFile.read(project.manifest, path: project.shown(project.manifest))
    let theme = file.flatMap { try? Manifest.read($0) }.flatMap(project.theme)?.path
    let known = [project.report, project.templates].map(\.path)
    guard let theme, !known.contains(where: { theme.hasPrefix($0 + "/") }) else { return known }
    return known + [theme]
  }

  /// - Parameters:
  ///   - profile: the report's default where none is named.
  ///   - numerics: what besides the options decides the bits of a result.
  public init(
    _ project: ProjectFolder, profile: String?, directives: [AnyDirective], dataFolder: URL,
    modelsFolder: URL,
    numerics: [Recipe.Part]
  ) {
    (self.project, self.profile, self.directives) = (project, profile, directives)
    (self.dataFolder, self.modelsFolder, self.numerics) = (dataFolder, modelsFolder, numerics)
  }
}
