import Chapters
import Foundation

/// A profile was asked for that `report.yml` does not have.
public struct UnknownProfile: Error {
  /// The profile that was asked for.
  public let name: String
  /// Those that there are.
  public let known: [String]
}

/// A report that has been read and found free of mistakes, ready to be planned, built and rendered.
public struct Report: Sendable {
  /// The folders.
  public let project: ProjectFolder
  /// What `report.yml` says.
  public let manifest: Manifest
  /// The profile whose values the blocks have.
  public let profile: String
  /// The chapters in reading order.
  public let chapters: [Chapter]
  /// All blocks in reading order.
  public let blocks: [DecodedBlock]
  /// Figure, table and equation numbers by id.
  public let numbering: Numbering

  /// Reads everything and reports all mistakes of all chapters in one go.
  ///
  /// - Parameter check: looks for further mistakes in what could be read; they are reported with the others.
  /// - Throws: `Diagnostics`, or `UnknownProfile`.
  public static func load(
    _ project: ProjectFolder, profile: String? = nil, directives: [AnyDirective], dataFolder: URL,
    modelsFolder: URL, check: (Report) async throws -> [Diagnostic] = { _ in [] }
  ) async throws -> Report {
    let manifestFile = try SourceFile.read(project.manifest, path: project.shown(project.manifest))
    let manifest = try Manifest.read(manifestFile)
    let profile = profile ?? manifest.defaultProfile
    guard manifest.profiles.contains(profile) else {
      throw UnknownProfile(name: profile, known: manifest.profiles)
    }
    let surroundings = Surroundings(
      reportFolder: project.report, dataFolder: dataFolder, modelsFolder: modelsFolder,
      models: manifest.models)
    var (chapters, diagnostics) = readChapters(manifest, of: project)
    let isWhole = chapters.count == manifest.chapters.count || manifest.chapters.isEmpty
    var blocks: [DecodedBlock] = []
    let decodings = chapters.flatMap(\.blocks).concurrentMap { block -> AnyDirective.Decoding in
      guard let directive = directives.first(where: { $0.name == block.directive }) else {
        let known = directives.map(\.name)
        return (nil, [Diagnostic(.unknownDirective(block.directive, known: known), at: block.fence)])
      }
      return directive.decode(block, profile, manifest.profiles, surroundings)
    }
    for decoding in decodings {
      diagnostics += decoding.diagnostics
      if let decoded = decoding.block { blocks.append(decoded) }
    }
    // Where a chapter is missing, what it defines is not known, and every reference to it would be a mistake.
    if isWhole { diagnostics += ReferenceCheck(chapters: chapters, blocks: blocks).diagnostics }
    let report = Report(
      project: project, manifest: manifest, profile: profile, chapters: chapters, blocks: blocks,
      numbering: Numbering(chapters, blocks: blocks))
    diagnostics += try await check(report)
    guard diagnostics.isEmpty else { throw Diagnostics(sorted(diagnostics, by: chapters)) }
    return report
  }

  private static func readChapters(
    _ manifest: Manifest, of project: ProjectFolder
  ) -> (chapters: [Chapter], diagnostics: [Diagnostic]) {
    var chapters: [Chapter] = []
    var diagnostics: [Diagnostic] = []
    let found = markdownFiles(in: project.report)
    let names = manifest.chapters.isEmpty ? found : manifest.chapters
    let readings = Array(names.enumerated()).concurrentMap { index, name -> (Chapter?, [Diagnostic]) in
      let url = project.report.appending(path: name)
      do {
        if let mistake = mistake(in: name, url, of: project, known: found) {
          if manifest.chapterPlaces.indices.contains(index) {
            throw Diagnostic(mistake, at: manifest.chapterPlaces[index])
          }
          throw Diagnostic(mistake, path: project.shown(url))
        }
        let file = try SourceFile.read(url, path: project.shown(url))
        return Chapter.parse(file, name: String(name.dropLast(3)))
      } catch {
        return (nil, Diagnostics(error).all)
      }
    }
    for (chapter, found) in readings {
      if let chapter { chapters.append(chapter) }
      diagnostics += found
    }
    if chapters.isEmpty && diagnostics.isEmpty {
      let remedy = "write a first chapter, such as report/01-start.md, or begin with: report new NAME"
      diagnostics.append(
        Diagnostic(
          .invalid("the report has no chapters", remedy: remedy), path: project.shown(project.manifest)))
    }
    if manifest.chapters.isEmpty {
      chapters.sort { ($0.frontMatter.order, $0.name) < ($1.frontMatter.order, $1.name) }
    }
    return (chapters, diagnostics)
  }

  private static func mistake(
    in name: String, _ url: URL, of project: ProjectFolder, known: [String]
  ) -> Mistake? {
    if name == "index.md" {
      let remedy = "give the file another name; index.html is the contents page"
      return .invalid("a chapter cannot be called index.md", remedy: remedy)
    }
    if !FileManager.default.fileExists(atPath: url.path) {
      return .missingChapter(name, known: known.filter { $0 != name })
    }
    return ProjectFolder.encloses(project.report, url) ? nil : .chapterOutside(name)
  }

  private static func markdownFiles(in folder: URL) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") && $0 != "README.md" }.sorted()
  }

  /// In reading order: by chapter, then by place.
  private static func sorted(_ diagnostics: [Diagnostic], by chapters: [Chapter]) -> [Diagnostic] {
    let order = Dictionary(
      chapters.enumerated().map { ($1.file.path, $0) }, uniquingKeysWith: { first, _ in first })
    let start = SourcePosition(line: 0, column: 0)
    let keyed = diagnostics.enumerated().map { index, diagnostic in
      (
        diagnostic.path == nil ? .max : order[diagnostic.path ?? ""] ?? -1, diagnostic.position ?? start,
        index, diagnostic
      )
    }
    return keyed.sorted { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }.map(\.3)
  }
}
