import Chapters
import Figures
import Files
import Foundation
import Pipeline

/// Compares a site's folder with the sums that its build left there, and with what the build would write now.
struct SiteCheck {
  let project: ProjectFolder
  let seen: SeenSums
  /// The folder of the site.
  let site: String

  /// - Parameter wanted: the files that the build would write; nil where that is not known.
  /// - Returns: every file that is otherwise, in the order of the paths.
  /// - Throws: `FileError<FileFault>` for a file that the build would copy and that cannot be read.
  func diagnostics(wanted: [String: SiteFile]?) throws -> [Diagnostic] {
    guard FileKind(atPath: site) == .folder else { return [diagnostic(.noSite, at: "")] }
    let built = SiteManifest(in: site).sums
    guard !built.isEmpty else { return [diagnostic(.noSums, at: SiteManifest.name)] }
    let sums = try wanted.map(Self.sums)
    let paths = Set(built.keys).union(sums?.keys.map { $0 } ?? []).sorted()
    let problems = paths.concurrentMap { path in
      problem(with: path, built: built[path], wanted: sums.map { $0[path] }, file: wanted?[path])
    }
    return zip(paths, problems).compactMap { path, problem in problem.map { diagnostic($0, at: path) } }
  }

  /// The sums of files and of the manifest that names them.
  private static func sums(of files: [String: SiteFile]) throws -> [String: String] {
    let pairs = Array(files)
    let found = try pairs.concurrentMap { try $0.value.sum() }
    var sums = Dictionary(uniqueKeysWithValues: zip(pairs.map(\.key), found))
    sums[SiteManifest.name] = FileHash.sha256(of: Array(SiteManifest(sums: sums).text.utf8))
    return sums
  }

  /// - Parameter wanted: the sum that the build would give the file: nil if it would write none, and if nobody knows.
  private func problem(
    with path: String, built: String?, wanted: String??, file: SiteFile?
  ) -> SiteDisagreement? {
    let place = "\(site)/\(path)"
    guard let kind = FileKind(atPath: place) else { return wanted == .some(nil) ? nil : .missing }
    guard kind == .file, let sum = try? seen.sum(atPath: place) else { return .changed }
    if let wanted, sum == wanted { return nil }
    if path == SiteManifest.name { return .outdated }
    guard sum == built else {
      return file.map { hasSamePixels(place, $0) } == true ? .compressedAnew : .changed
    }
    guard let wanted else { return nil }
    return wanted == nil ? .surplus : .outdated
  }

  private func hasSamePixels(_ place: String, _ file: SiteFile) -> Bool {
    guard place.hasSuffix(".png") else { return false }
    let contents = [try? RegularFile.content(atPath: place), try? file.content()]
    let pictures = contents.map { data in data.flatMap { try? Picture(png: $0) } }
    return pictures[0] != nil && pictures[0] == pictures[1]
  }

  private func diagnostic(_ complaint: SiteDisagreement, at path: String) -> Diagnostic {
    let shown = project.shown(URL(filePath: site))
    return Diagnostic(complaint, path: path.isEmpty ? shown : "\(shown)/\(path)")
  }
}

extension SiteWriter {
  /// What the project's site has otherwise than the build wrote it, and otherwise than `write` would.
  ///
  /// - Parameter isWhole: whether every block has its result; without them nobody knows what the pages should be.
  /// - Throws: a `FileError` for a file that cannot be read.
  public func disagreements(isWhole: Bool) throws -> [Diagnostic] {
    let check = SiteCheck(project: report.project, seen: seen, site: report.project.site.path)
    return try check.diagnostics(wanted: isWhole ? files() : nil)
  }
}
