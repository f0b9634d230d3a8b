import ArgumentParser
import Chapters
import Files
import Foundation
import Pipeline
import Site

/// `report diff`: what two commits, locks or sites have otherwise.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Say what changed between two commits, lock files, or folders of sites.",
    discussion: """
        report diff HEAD~1 HEAD
        report diff v1 site --page changes.html
        report diff old/report.lock report/report.lock
        report diff old-site site

      Of locks it says which blocks changed, their numbers before and after, and which pictures have other pixels; of \
      sites, which pages, numbers and pictures changed, with the PSNR; of commits, both. With --page that is a page as \
      well, with changed figures side by side, curves over one another, and the options that changed. Exit status: \
      0 nothing changed, 1 something did.
      """)

  @Argument(help: ArgumentHelp("The older commit, lock file, or folder of a site.", valueName: "old"))
  var old: String

  @Argument(help: ArgumentHelp("The newer one.", valueName: "new"))
  var new: String

  @Option(help: ArgumentHelp("Write a page about it; its pictures go beside it.", valueName: "file.html"))
  var page: String?

  @Flag(help: "Print the changes as JSON.")
  var json = false

  func validate() throws {
    if let page, !page.hasSuffix(".html") {
      throw ValidationError("--page names a file that ends with .html.")
    }
  }

  func run() throws {
    let kinds = [old, new].map { FileKind(behind: URL(filePath: $0).path) }
    if kinds.contains(.folder), kinds.contains(.file) {
      throw ValidationError("'\(old)' and '\(new)' are a file and a folder; name two of one kind.")
    }
    let scratch = ScratchFolder()
    defer { withExtendedLifetime(scratch) {} }
    let versions = try [old, new].map { try ComparedVersion($0, in: scratch) }
    let difference = try VersionDifference(versions[0], versions[1])
    if json {
      try printJSON(difference)
    } else {
      for line in difference.lines { print(line) }
    }
    if let page {
      let place = URL(filePath: page)
      try difference.writePage(names: (old, new), to: place)
      if !json { print("the page is \(page)") }
    }
    if !difference.isEmpty { throw ExitStatus.mistake }
    if !json { print("nothing changed") }
  }
}
