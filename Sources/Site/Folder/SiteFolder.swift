import Chapters
import Files
import Foundation
import Pipeline

/// The folder of a site: the files of one build, and whatever its author keeps beside them.
struct SiteFolder {
  private let project: ProjectFolder
  private let seen: SeenSums
  /// The folder itself, where links have led if the user allows it.
  let site: String
  /// The new site until it is whole, and then the old one until it is gone.
  let staging: String
  /// The old site where the file system cannot exchange folders.
  let retired: String
  /// While the sites are exchanged: which files of the old one are the build's.
  let journal: URL

  /// A folder of a project's pages, such as its site, with the sums of files that were looked at before.
  init(_ place: URL, of project: ProjectFolder, _ seen: SeenSums) {
    (self.project, self.seen) = (project, seen)
    let site = FileKind(atPath: place.path) == .link ? place.resolvingSymlinksInPath() : place
    let parent = site.deletingLastPathComponent()
    self.site = site.path
    staging = parent.appending(path: ".site.new").path
    retired = parent.appending(path: ".site.old").path
    journal = parent.appending(path: ".site.journal")
  }

  /// Makes the folder hold files, given by their paths in it.
  ///
  /// A folder that holds them already is left alone. Otherwise they are written beside the old site and exchanged for it
  /// in whole; until then the old one stands. The author's own files and folders move over. A file that an earlier build
  /// did not write, or that has been changed since, is only replaced where that is forced.
  ///
  /// - Returns: what changed in it.
  /// - Throws: a `SiteComplaint` or a `FileError`; the old site is untouched then.
  func hold(_ files: [String: SiteFile], force: Bool) throws -> SiteChanges {
    do { return try take(files, force: force) } catch let error as FileError<FileFault> {
      throw EnvironmentFault(FileError(file: project.shown(URL(filePath: error.file)), error.reason))
    }
  }

  private func take(_ files: [String: SiteFile], force: Bool) throws -> SiteChanges {
    try recover()
    if let kind = FileKind(atPath: site), kind != .folder {
      throw EnvironmentFault.unwritable(path: shown, reason: .noFolder("it"))
    }
    guard FileKind(atPath: site) != nil else {
      let manifest = try stage(files, keeping: [], nil)
      try Disk.rename(staging, to: site)
      try flush()
      var all = SiteChanges(wanted: manifest.sums, built: [:], kept: [], present: [])
      all.hadSite = false
      return all
    }
    let pairs = Array(files)
    let sums = try pairs.concurrentMap { try $0.value.sum() }
    let manifest = SiteManifest(sums: Dictionary(uniqueKeysWithValues: zip(pairs.map(\.key), sums)))
    var wanted = manifest.sums
    wanted[SiteManifest.name] = FileHash.sha256(of: Array(manifest.text.utf8))
    let built = SiteManifest(in: site).sums
    let survey = try SiteSurvey(of: site, wanted: wanted, built: built, seen)
    guard survey.changed.isEmpty || force else {
      throw SiteComplaint.changed(survey.changed.sorted().map { "\(shown)/\($0)" })
    }
    guard survey.kept.count < wanted.count || !survey.outdated.isEmpty else { return SiteChanges() }
    try stage(files, keeping: survey.kept, manifest)
    try replace(paths: Set(wanted.keys).union(built.keys))
    return SiteChanges(
      wanted: manifest.sums, built: built, kept: survey.kept, present: survey.outdated.union(survey.changed))
  }

  private var shown: String { project.shown(URL(filePath: site)) }

  /// Writes the new site beside the old one; files that the old one has just so are files of both.
  ///
  /// - Parameter known: the sums of all files, if they are known.
  /// - Returns: their sums.
  @discardableResult private func stage(
    _ files: [String: SiteFile], keeping kept: Set<String>, _ known: SiteManifest?
  ) throws -> SiteManifest {
    do {
      try Disk.createFolder(staging)
      let folders = Set(files.keys.flatMap(\.foldersAround)).sorted()
      for path in folders { try Disk.createFolder("\(staging)/\(path)") }
      // Several at once: most of the time is the file system's.
      let pairs = files.sorted { $0.key < $1.key }
      let sums = try pairs.concurrentMap { path, file in
        let place = "\(staging)/\(path)"
        if kept.contains(path), try Disk.link("\(site)/\(path)", at: place) { return "" }
        return try file.write(to: place)
      }
      let manifest =
        known ?? SiteManifest(sums: Dictionary(uniqueKeysWithValues: zip(pairs.map(\.key), sums)))
      try Disk.write(Data(manifest.text.utf8), to: "\(staging)/\(SiteManifest.name)")
      _ = try folders.concurrentMap { try Disk.flushFolder("\(staging)/\($0)") }
      try Disk.flushFolder(staging)
      return manifest
    } catch {
      try? Self.remove(staging)
      throw error
    }
  }

  /// Removes a site, several figures at once.
  private static func remove(_ site: String) throws {
    let figures = "\(site)/figures"
    if FileKind(atPath: site) == .folder, FileKind(atPath: figures) == .folder {
      _ = try Disk.names(in: figures).concurrentMap { try Disk.removeAll("\(figures)/\($0)") }
    }
    try Disk.removeAll(site)
  }

  /// Exchanges the sites, and moves what is not among these paths over.
  private func replace(paths: Set<String>) throws {
    do {
      try AtomicFile.write(JSONEncoder().encode(paths.sorted()), to: journal)
      if try !Disk.exchange(staging, with: site) { try replaceByNames() }
      try flush()
    } catch {
      try? recover()
      throw error
    }
    try recover()
  }

  /// The same in two steps, for a file system that knows no exchange.
  private func replaceByNames() throws {
    try Disk.rename(site, to: retired)
    do { try Disk.rename(staging, to: site) } catch {
      try Disk.rename(retired, to: site)
      throw error
    }
  }

  /// Brings to an end what another build began: there is a site, it has all that is its author's, and nothing stands
  /// beside it.
  private func recover() throws {
    if FileKind(atPath: site) == nil, FileKind(atPath: retired) != nil { try Disk.rename(retired, to: site) }
    if FileKind(atPath: journal.path) == .file {
      let data = try RegularFile.content(of: journal)
      let paths = (try? JSONDecoder().decode(Set<String>.self, from: data)) ?? []
      for old in [staging, retired] where FileKind(atPath: old) == .folder {
        try rescue(from: old, apartFrom: paths)
      }
      try flush()
    }
    for old in [staging, retired] { try Self.remove(old) }
    try AtomicFile.removeTemporaries(of: journal)
    if FileKind(atPath: journal.path) != nil {
      try Disk.remove(journal.path)
      try flush()
    }
  }

  /// Moves everything over that is not the build's, unless it is there already.
  private func rescue(from old: String, apartFrom paths: Set<String>) throws {
    for path in try SiteSurvey.entries(of: old, apartFrom: paths).others {
      let place = "\(site)/\(path)"
      guard FileKind(atPath: place) == nil else { continue }
      let parent = URL(filePath: place).deletingLastPathComponent()
      try AtomicFile.createFolder(parent)
      try Disk.rename("\(old)/\(path)", to: place)
      try Disk.flushFolder(parent.path)
    }
  }

  private func flush() throws { try Disk.flushFolder(journal.deletingLastPathComponent().path) }
}
