import ArgumentParser
import Foundation
import Pipeline
import Site

/// What two versions of a report have otherwise.
struct VersionDifference: Encodable {
  /// Of the blocks' results, by their locks; nil where one has none.
  private var results: [LockChange]?
  /// Of the sites' files; nil where one has none.
  private var files: [SiteDifference.Change]?
  private var sites: (old: URL, new: URL)?

  private enum CodingKeys: CodingKey { case results, files }

  /// - Throws: a `ValidationError` for versions that have nothing in common.
  init(_ old: ComparedVersion, _ new: ComparedVersion) throws {
    if let a = old.lock, let b = new.lock { results = a.changes(to: b) }
    if let a = old.site, let b = new.site {
      (sites, files) = ((a, b), try SiteDifference(a, b).changes())
    }
    guard results != nil || files != nil else {
      throw ValidationError("One of them is a lock file and the other a site; name two of one kind.")
    }
  }

  /// Whether nothing differs.
  var isEmpty: Bool { results?.isEmpty != false && files?.isEmpty != false }

  /// A line for each change.
  var lines: [String] {
    (results ?? []).map { "\($0.profile) \($0.block): \($0.changes.joined(separator: ", "))" }
      + (files ?? []).map { "\($0.path): \($0.text)" }
  }

  /// What is encoded where there are only results or only files is their list.
  func encode(to encoder: any Encoder) throws {
    switch (results, files) {
    case (let results?, nil): try results.encode(to: encoder)
    case (nil, let files?): try files.encode(to: encoder)
    default:
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encodeIfPresent(results, forKey: .results)
      try container.encodeIfPresent(files, forKey: .files)
    }
  }

  /// Writes a page about it.
  ///
  /// - Throws: a `ValidationError` where there are no sites, which alone have figures; `FileError<FileFault>`.
  func writePage(names: (old: String, new: String), to place: URL) throws {
    guard let sites, let files else {
      throw ValidationError(
        "--page shows figures, which lock files lack; name two folders of sites, or two commits.")
    }
    let texts = Dictionary(grouping: results ?? [], by: \.block).mapValues { changes in
      changes.flatMap { change in change.changes.map { "\(change.profile): \($0)" } }
    }
    try SiteDifferencePage(sites.old, sites.new, files, results: texts).write(names: names, to: place)
  }
}
