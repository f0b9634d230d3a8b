import ArgumentParser
import Chapters
import Files
import Foundation
import Pipeline
import Site

/// `report diff`: what two locks or two sites have otherwise.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Say what changed between two lock files, or two folders of sites.",
    discussion: """
        report diff old/report.lock report/report.lock
        report diff old-site site
        git show HEAD~1:report/report.lock > old.lock; report diff old.lock report/report.lock

      Of locks it says which blocks changed, their numbers before and after, and which pictures have other pixels; of \
      sites, which pages, numbers and pictures changed, with the PSNR. Exit status: 0 nothing changed, 1 something did.
      """)

  @Argument(help: ArgumentHelp("The older lock file, or folder of a site.", valueName: "old"))
  var old: String

  @Argument(help: ArgumentHelp("The newer one.", valueName: "new"))
  var new: String

  @Flag(help: "Print the changes as JSON.")
  var json = false

  func run() throws {
    let places = [old, new].map { URL(filePath: $0) }
    let kinds = try [old, new].map { path in
      guard let kind = FileKind(atPath: URL(filePath: path).resolvingSymlinksInPath().path) else {
        throw ValidationError("There is no '\(path)'; name two lock files, or two folders of sites.")
      }
      return kind
    }
    guard kinds[0] == kinds[1] else {
      throw ValidationError("'\(old)' and '\(new)' are a file and a folder; name two of one kind.")
    }
    let count = kinds[0] == .folder ? try tellOfSites(places) : try tellOfLocks(places)
    if count > 0 { throw ExitStatus.mistake }
    if !json { print("nothing changed") }
  }

  private func tellOfSites(_ places: [URL]) throws -> Int {
    let changes = try SiteDifference(places[0], places[1]).changes()
    if json {
      try printJSON(changes)
    } else {
      for change in changes { print("\(change.path): \(change.text)") }
    }
    return changes.count
  }

  private func tellOfLocks(_ places: [URL]) throws -> Int {
    let locks = try zip(places, [old, new]).map { place, path in
      let lock = try ReportLock(at: place, path: path)
      if let finding = lock.findings.first { throw finding.diagnostic() }
      return lock
    }
    let changes = locks[0].changes(to: locks[1])
    if json { try printJSON(changes) }
    for change in json ? [] : changes {
      print("\(change.profile) \(change.block): \(change.changes.joined(separator: ", "))")
    }
    return changes.count
  }
}
