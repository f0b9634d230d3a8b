import Foundation
import TestSupport

/// A report of one chapter about files that were made elsewhere: it needs no data and builds at once.
enum FileReport {
  /// The report with a chapter of these parts, and files beside it.
  static func with(_ parts: [any ChapterPart], files: [String: String] = [:]) throws -> Scratch {
    let scratch = try Scratch(["report/report.yml": "title: Files\n"])
    try scratch.write(SampleChapter(parts))
    for (name, text) in files { try scratch.write(text, to: "report/\(name)") }
    return scratch
  }

  /// What `check` says first, and its exit status.
  static func complaint(
    _ parts: [any ChapterPart], files: [String: String] = [:]
  ) throws -> (first: String, all: String, status: Int32) {
    let outcome = try with(parts, files: files).run("check")
    let first = outcome.errors.split(separator: "\n").first.map(String.init) ?? ""
    return (first, outcome.errors, outcome.status)
  }
}
