import Foundation
import TestSupport
import Testing

/// Every folder of `Mistakes` is one wrong report and what the program says to it, word for word.
///
/// The folder's files (but `expected.txt`) are laid over the sample report's `report/`. The first line of
/// `expected.txt` is the command, then comes everything the program writes to standard error, then the exit
/// status; DIRECTIVES stands for the list of all directives. A mismatch writes `expected.txt.actual` beside it.
@Suite struct MistakeTests {
  private static let folder = Checkout.root.appending(path: "Tests/ReportTests/Mistakes")

  private static let names: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }()

  /// The list that grows with every new directive, so that the expectations need not.
  private static let directives = Result {
    let list = try Scratch().run("directives").output
    return list.split(separator: "\n").map { $0.prefix { $0 != " " } }.joined(separator: ", ")
  }

  @Test("a wrong report gets its message and leaves site and store as they were", arguments: names)
  func mistake(_ name: String) throws {
    let place = Self.folder.appending(path: name)
    let files = try Self.files(in: place).filter { !$0.hasPrefix("expected.txt") }
    let wanted = (try? String(contentsOf: place.appending(path: "expected.txt"), encoding: .utf8)) ?? ""
    let command = wanted.split(separator: "\n").first.map(String.init) ?? "$ report build"
    try #require(command.hasPrefix("$ report "), "\(name)/expected.txt begins with no command")
    let arguments = command.split(separator: " ").dropFirst(2).map(String.init)

    let project = try SampleReport.built()
    for file in files {
      let data = try Data(contentsOf: place.appending(path: file))
      try project.write(data, to: "report/\(file)")
    }
    try SampleModel.write(to: project)
    try SamplePictures.write(to: project)
    let before = try project.snapshot(of: "site", ".report/store")
    let outcome = try project.run(arguments)
    let errors = outcome.errors.replacing(try Self.directives.get(), with: "DIRECTIVES")
    let actual = "\(command)\n\(errors)exit status \(outcome.status)\n"
    if actual != wanted {
      try Data(actual.utf8).write(to: place.appending(path: "expected.txt.actual"))
      Issue.record("\(name): expected.txt.actual differs:\n\(actual)")
    }
    // Blocks before the wrong one may be stored.
    let after = try project.snapshot(of: "site", ".report/store")
    let kept = errors.contains("done in TIME") ? after.filter { before[$0.key] != nil } : after
    #expect(kept == before, "\(name) touched the site or the store")
    #expect(after.filter { $0.key.hasPrefix("site/") } == before.filter { $0.key.hasPrefix("site/") })
    #expect(outcome.status != 0)
  }

  /// The files of a folder and of the folders in it, by their paths there.
  private static func files(in folder: URL) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { path in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: folder.appending(path: path).path, isDirectory: &isFolder)
        && !isFolder.boolValue
    }
  }

  @Test("no expectation is left without a test and the table has forty rows at least")
  func table() throws {
    #expect(Self.names.count >= 40)
    for name in Self.names {
      let files = try Self.files(in: Self.folder.appending(path: name))
      #expect(files.contains("expected.txt"), "\(name) expects nothing")
      let known = files.filter {
        $0 == "expected.txt" || $0.hasSuffix(".md") || $0 == "report.yml" || $0.hasPrefix("warm/")
      }
      let strangers = Set(files).subtracting(known).subtracting(["expected.txt.actual"])
      #expect(strangers.isEmpty, "\(name) has files that no test reads: \(strangers.sorted())")
    }
  }
}
