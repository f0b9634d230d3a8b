import Archives
import Chapters
import Files
import Foundation
import Pipeline
import Site

/// Verifies archives: each is unpacked into a folder of its own, and another process of this program runs what is in it, so
/// that none sees more than its own files.
struct ArchiveVerification {
  /// Where archives are unpacked and certificates lie.
  let place: URL
  /// The blocks to run; all if none is named.
  let blocks: [String]
  /// Arguments that `report verify` gets for each.
  let passed: [String]
  /// Arguments that say where data and models are.
  let surroundings: [String]
  /// How long one step of it may take, in seconds.
  let timeLimit: Int?
  /// Whether only some blocks run.
  let isPart: Bool

  /// The certificate of an archive: that of an earlier run, if it is of the same file and asked for the same.
  ///
  /// - Throws: `Interrupted`, or a `FileError` for a folder that cannot be written; whatever is wrong with the archive stands
  ///   in its certificate.
  func certificate(of file: URL) throws -> Certificate {
    let sum = (try? FileHash.sha256(of: file)) ?? ""
    let name = file.deletingPathExtension().lastPathComponent
    let folder = place.appending(path: "\(name)-\(sum.prefix(12))", directoryHint: .isDirectory)
    let terms = FileHash.sha256(of: Data((blocks + passed + surroundings).joined(separator: "\n").utf8))
    if let data = try? RegularFile.content(of: folder.appending(path: "certificate.json")),
      let known = try? JSONDecoder().decode(Certificate.self, from: data),
      (known.sha256, known.terms, known.program) == (sum, terms, "report \(Main.version)")
    {
      return known
    }
    var certificate = Certificate(
      archive: file.lastPathComponent, sha256: sum, terms: terms, date: PublishedBlock.Circumstances.today,
      outcome: .refused)
    try Disk.removeAll(folder.path)
    try AtomicFile.createFolder(folder)
    do { try fill(&certificate, file, folder.appending(path: "project", directoryHint: .isDirectory)) } catch
    {
      if error is Interrupted { throw error }
      certificate.reason =
        (error as? ZipFault)?.description ?? Diagnostics(error).all.first?.message ?? "\(error)"
    }
    try write(certificate, to: folder)
    return certificate
  }

  private func write(_ certificate: Certificate, to folder: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    try AtomicFile.write(encoder.encode(certificate), to: folder.appending(path: "certificate.json"))
    try AtomicFile.write(Data(certificate.text.utf8), to: folder.appending(path: "certificate.txt"))
    try AtomicFile.write(Data(certificate.page.utf8), to: folder.appending(path: "certificate.html"))
  }

  private func fill(_ certificate: inout Certificate, _ file: URL, _ project: URL) throws {
    let paths = try ZipReader.unpack(file, into: project)
    try requireReport(paths)
    certificate.outcome = .unverifiable
    let run = ArchivedProject(project: project, surroundings: surroundings, timeLimit: timeLimit)
    certificate.keys = try run.keys()
    let hasResults = paths.contains { $0.hasPrefix(".report/store/") }
    let (profile, verified) = try run.verify(blocks, passed, upstream: !hasResults)
    certificate.blocks = verified
    let lock = try ReportLock(at: project.appending(path: ReportLock.path))
    let pictures = SitePictures(project.appending(path: "site"), lock: lock, profile: profile)
    certificate.site = pictures.disagreements().map { .init(path: $0.path, text: $0.problem) }
    if !isPart, let changes = try run.changesOfPages() {
      certificate.comparesPages = true
      let known = Set(certificate.site.map(\.path))
      certificate.site += changes.filter { !known.contains($0.path) }
    }
    let verdicts = Set(certificate.blocks.map(\.verdict))
    let isFine = verdicts.isSubset(of: [Verdict.identical.rawValue, Verdict.withinTolerance.rawValue])
    let cannot = verdicts.contains(Verdict.environmentDiffers.rawValue)
    certificate.outcome =
      isFine && certificate.site.isEmpty
      ? .reproduced : cannot && !verdicts.contains(Verdict.different.rawValue) ? .unverifiable : .different
  }

  /// An archive has what `report archive` puts into it, and nothing hidden beside the stored results.
  private func requireReport(_ paths: [String]) throws {
    for path in paths {
      let isHidden = path.split(separator: "/").contains { $0.hasPrefix(".") }
      if isHidden, !path.hasPrefix(".report/store/") || path.dropFirst(8).contains("/.") {
        throw ZipFault.name(path)
      }
    }
    for path in ["report/report.yml", ReportLock.path] where !paths.contains(path) {
      throw EnvironmentFault.explained("it has no \(path), so it is no archive of a report", remedy: nil)
    }
  }
}
