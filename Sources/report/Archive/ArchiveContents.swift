import Archives
import Chapters
import Directives
import Files
import Foundation
import Pipeline

/// What of a report goes into its archive.
struct ArchiveContents {
  /// Folders that go in with all plain files in them, and single files.
  private static let folders = ["report", "templates"]
  private static let files = ["LICENSE", "LICENSE.md", "README.md", "CITATION.cff"]
  /// What an archive says of itself.
  static let about = "ARCHIVE.json"

  private let report: Report
  private let plan: Plan
  private let store: Store
  private let withWeights: Bool

  init(_ report: Report, _ plan: Plan, withWeights: Bool) {
    (self.report, self.plan, self.withWeights) = (report, plan, withWeights)
    store = Store(report.project)
  }

  private var root: URL { report.project.root }

  /// All files by their paths in the archive.
  ///
  /// - Throws: `Diagnostics` where there is no lock, no site, or a result is missing; a `FileError`.
  func files() throws -> [String: ZipWriter.Content] {
    guard FileKind(atPath: root.appending(path: ReportLock.path).path) == .file else {
      throw Diagnostic(ArchiveComplaint.noLock, path: ReportLock.path)
    }
    var paths = Self.files.filter { FileKind(atPath: root.appending(path: $0).path) == .file }
    for folder in try Self.folders + theme() { paths += try plainFiles(in: folder) }
    paths += try sitePaths()
    if withWeights { paths += try storePaths() }
    var files = Dictionary(
      uniqueKeysWithValues: paths.distinct.map { path in
        (path, ZipWriter.Content.file(root.appending(path: path).path))
      })
    files[Self.about] = .text(try about())
    return files
  }

  /// The folder of the report's theme, if it has one; it has to lie in the project to go along.
  private func theme() throws -> [String] {
    guard let theme = report.project.theme(of: report.manifest) else { return [] }
    let path = report.project.shown(theme)
    guard !path.hasPrefix("/"), ProjectFolder.encloses(root, theme), FileKind(atPath: theme.path) == .folder
    else { throw Diagnostic(ArchiveComplaint.themeElsewhere, at: report.manifest.places["theme"]) }
    return [path]
  }

  /// The plain files below a folder; what is hidden, or a link, stays.
  private func plainFiles(in folder: String) throws -> [String] {
    guard FileKind(atPath: root.appending(path: folder).path) == .folder else { return [] }
    return try Disk.names(in: root.appending(path: folder).path).filter { !$0.hasPrefix(".") }.sorted()
      .flatMap { name -> [String] in
        let path = "\(folder)/\(name)"
        switch FileKind(atPath: root.appending(path: path).path) {
        case .folder: return try plainFiles(in: path)
        case .file: return [path]
        default: return []
        }
      }
  }

  /// The files that the last build wrote.
  private func sitePaths() throws -> [String] {
    let sums = root.appending(path: "site/SHA256SUMS")
    guard FileKind(atPath: sums.path) == .file else {
      throw Diagnostic(ArchiveComplaint.noSite, path: "site")
    }
    let text = String(decoding: try RegularFile.content(of: sums), as: UTF8.self)
    let named = text.split(separator: "\n").map { "site/\($0.dropFirst(66))" } + ["site/SHA256SUMS"]
    for path in named where FileKind(atPath: root.appending(path: path).path) != .file {
      throw Diagnostic(ArchiveComplaint.missing, path: path)
    }
    return named.distinct
  }

  private func storePaths() throws -> [String] {
    try Set(plan.steps.map(\.key)).sorted().flatMap { key -> [String] in
      guard let result = store.find(key).result else {
        let id = plan.steps.first { $0.key == key }?.id ?? key
        throw Diagnostic(ArchiveComplaint.noResult(id), path: ".report/store")
      }
      return (result.files.keys + ["result.json"]).sorted().map { ".report/store/\(key)/\($0)" }
    }
  }

  private struct About: Encodable {
    let format = 1
    let program: String
    let engine: [String]
    let profile: String
    let hasWeights: Bool
    let blocks: Int
    /// Files that are not in the archive unless they lie beside the chapters, by name, with their SHA-256.
    let data: [String: String]
    let check: String
  }

  private func about() throws -> String {
    let sums = plan.steps.flatMap(\.recipe.parts).filter { $0.name.hasPrefix("file ") }
      .map { (String($0.name.dropFirst("file ".count)), $0.value) }
    let about = About(
      program: "report \(Main.version)", engine: EngineProcess.numerics.map { "\($0.name) \($0.value)" },
      profile: report.profile, hasWeights: withWeights, blocks: plan.steps.count,
      data: Dictionary(sums) { first, _ in first }, check: "report verify FILE.zip")
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(about), as: UTF8.self) + "\n"
  }
}

/// Why a report cannot be archived.
enum ArchiveComplaint: Complaint {
  case noLock
  case noSite
  case missing
  case noResult(String)
  case themeElsewhere

  var message: String {
    switch self {
    case .noLock: "there is no lock, which says what the results are"
    case .noSite: "there is no site that a build wrote"
    case .missing: "it is missing, though SHA256SUMS names it"
    case .noResult(let id): "there is no whole result of '\(id)'"
    case .themeElsewhere: "the theme lies elsewhere, so that an archive would be without it"
    }
  }

  var help: String? {
    switch self {
    case .noLock: "make it: report build --update-lock"
    case .themeElsewhere: "copy its folder into the project and name that"
    case .noSite, .missing, .noResult: "build the report: report build"
    }
  }
}
