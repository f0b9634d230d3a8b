import Chapters
import Files
import Foundation

/// A report as it was read, with everything that is wrong with it so far.
public struct ReportReading: Sendable {
  /// What could be read; other checks may look at it before it is accepted.
  public let report: Report
  private let diagnostics: [Diagnostic]

  /// Reads everything: the manifest, the chapters, and every block's options for every profile.
  ///
  /// - Parameter memory: of readings before this one.
  /// - Throws: `Diagnostics` for a manifest that cannot be read, `EnvironmentFault` for a folder that cannot be, or `UnknownProfile`.
  public init(
    _ project: ProjectFolder, profile: String? = nil, directives: [AnyDirective], dataFolder: URL,
    modelsFolder: URL, memory: ReadingMemory = ReadingMemory()
  ) throws {
    let manifestFile = try SourceFile.read(project.manifest, path: project.shown(project.manifest))
    let manifest = try Manifest.read(manifestFile)
    let profile = profile ?? manifest.defaultProfile
    guard manifest.profiles.contains(profile) else {
      throw UnknownProfile(name: profile, known: manifest.profiles)
    }
    let surroundings = memory.surroundings(
      Surroundings(
        reportFolder: project.report, dataFolder: dataFolder, modelsFolder: modelsFolder,
        models: manifest.models))
    var (chapters, diagnostics) = try Self.readChapters(manifest, of: project, memory)
    let isWhole = chapters.count == manifest.chapters.count || manifest.chapters.isEmpty
    let decodings = memory.decodings(of: chapters) { blocks in
      blocks.concurrentMap { block -> BlockDecoding in
        guard let directive = directives.first(where: { $0.name == block.directive }) else {
          let known = directives.map(\.name)
          return (nil, [Diagnostic(.unknownDirective(block.directive, known: known), at: block.fence)])
        }
        return directive.decode(block, profile, manifest.profiles, surroundings)
      }
    }
    let blocks = decodings.compactMap(\.block)
    diagnostics += decodings.flatMap(\.diagnostics)
    let (bibliography, bibliographyMistakes) = Self.bibliography(manifest, of: project)
    diagnostics += bibliographyMistakes
    diagnostics += Self.takenNames(chapters, manifest, hasBlocks: !blocks.isEmpty)
    report = Report(
      project: project, manifest: manifest, profile: profile, chapters: chapters, blocks: blocks,
      numbering: Numbering(chapters, blocks: blocks, words: manifest.words), bibliography: bibliography,
      directives: directives)
    let texts = report.texts
    // What is wrong with a chapter's own text was told when it was parsed.
    diagnostics += texts.filter { $0.kind != .chapter }.flatMap(\.text.diagnostics)
    // Where a chapter is missing, what it defines is not known, and every reference to it would be a mistake.
    if isWhole {
      let variables = manifest.variables.entries.map(\.name)
      var check = ReferenceCheck(
        texts, chapters: chapters, blocks: blocks, variables: variables, bibliography: bibliography)
      if let hero = manifest.hero { check.check(hero: hero, at: manifest.places["hero"]) }
      diagnostics += check.diagnostics
    }
    self.diagnostics = diagnostics
  }

  /// The report, if nothing is wrong with it.
  ///
  /// - Parameter further: what other checks have found.
  /// - Throws: `Diagnostics` with all mistakes of all chapters.
  public func accepted(with further: [Diagnostic] = []) throws -> Report {
    let all = diagnostics + further
    let sorted = Self.sorted(all, by: report.chapters)
    guard all.allSatisfy({ $0.kind == .warning }) else { throw Diagnostics(sorted) }
    var report = report
    report.warnings = sorted
    return report
  }

  /// Chapters that have the name of a page that the site has anyway.
  private static func takenNames(
    _ chapters: [Chapter], _ manifest: Manifest, hasBlocks: Bool
  ) -> [Diagnostic] {
    chapters.compactMap { chapter in
      let path = chapter.file.path
      if chapter.name == "references", manifest.bibliography != nil {
        return Diagnostic(BibliographyMistake.chapterNamedReferences, path: path)
      }
      if chapter.name == "figures", hasBlocks { return Diagnostic(Mistake.chapterNamedFigures, path: path) }
      guard manifest.reference, chapter.name.hasPrefix("reference/") else { return nil }
      return Diagnostic(Mistake.chapterInReference, path: path)
    }
  }

  private static func readChapters(
    _ manifest: Manifest, of project: ProjectFolder, _ memory: ReadingMemory
  ) throws(EnvironmentFault) -> (chapters: [Chapter], diagnostics: [Diagnostic]) {
    var chapters: [Chapter] = []
    var diagnostics: [Diagnostic] = []
    let isListed = !manifest.chapters.isEmpty
    let found = try isListed ? (try? markdownFiles(in: project)) ?? [] : markdownFiles(in: project)
    let names = isListed ? manifest.chapters : found
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
        return memory.chapter(file) {
          var includesOthers = false
          let parsed = Chapter.parse(file, name: String(name.dropLast(3))) {
            includesOthers = true
            return try included($0, in: project)
          }
          return (parsed, includesOthers)
        }
      } catch {
        return (nil, Diagnostics(error).all)
      }
    }
    for (chapter, found) in readings {
      if let chapter { chapters.append(chapter) }
      diagnostics += found
    }
    if chapters.isEmpty && diagnostics.isEmpty {
      diagnostics.append(Diagnostic(.noChapters, path: project.shown(project.manifest)))
    }
    if manifest.chapters.isEmpty {
      chapters.sort { ($0.frontMatter.order, $0.name) < ($1.frontMatter.order, $1.name) }
    }
    return (chapters, diagnostics)
  }

  private static func bibliography(
    _ manifest: Manifest, of project: ProjectFolder
  ) -> (Bibliography?, [Diagnostic]) {
    guard let name = manifest.bibliography else { return (nil, []) }
    func file(_ key: String, _ name: String) throws -> SourceFile {
      guard let file = try included(name, in: project) else {
        throw Diagnostic(BibliographyMistake.missingFile(key: key, name), at: manifest.places[key])
      }
      return file
    }
    do {
      let style = try manifest.citationStyle.map { try file("citation-style", $0) }
      return Bibliography.read(try file("bibliography", name), style: style)
    } catch {
      return (nil, Diagnostics(error).all)
    }
  }

  /// A file that a chapter includes; nil where the report's folder has none of that name.
  private static func included(_ name: String, in project: ProjectFolder) throws -> SourceFile? {
    let url = project.report.appending(path: name)
    guard !name.hasPrefix("/"), !name.split(separator: "/").contains(".."),
      FileCause.absence(of: url) != .missing
    else { return nil }
    return try SourceFile.read(url, path: project.shown(url))
  }

  private static func mistake(
    in name: String, _ url: URL, of project: ProjectFolder, known: [String]
  ) -> Mistake? {
    if name == "index.md" { return .chapterNamedIndex }
    switch FileCause.absence(of: url) {
    case nil: break
    case .missing: return .missingChapter(name, known: known.filter { $0 != name })
    default: return nil  // why it cannot be read is told by who reads it
    }
    return ProjectFolder.encloses(project.report, url) ? nil : .chapterOutside(name)
  }

  private static func markdownFiles(in project: ProjectFolder) throws(EnvironmentFault) -> [String] {
    let names: [String]
    do { names = try Disk.names(in: project.report.path) } catch {
      throw EnvironmentFault.unreadable(path: project.shown(project.report), reason: error.reason.cause)
    }
    return names.filter { $0.hasSuffix(".md") && $0.first != "." && $0.first != "_" && $0 != "README.md" }
      .sorted()
  }

  /// In reading order: by chapter, then by place; other files as they were looked at.
  private static func sorted(_ diagnostics: [Diagnostic], by chapters: [Chapter]) -> [Diagnostic] {
    let order = Dictionary(
      chapters.enumerated().map { ($1.file.path, $0) }, uniquingKeysWith: { first, _ in first })
    let firsts = Dictionary(
      diagnostics.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
    let start = SourcePosition(line: 0, column: 0)
    let keyed = diagnostics.enumerated().map { index, diagnostic in
      (
        diagnostic.path.map { order[$0] ?? -1 } ?? .max, firsts[diagnostic.path] ?? 0,
        diagnostic.position ?? start, index, diagnostic
      )
    }
    return keyed.sorted { ($0.0, $0.1, $0.2, $0.3) < ($1.0, $1.1, $1.2, $1.3) }.map(\.4)
  }
}
