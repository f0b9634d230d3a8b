import Foundation
import TestSupport
import Testing

/// `report new` with its templates and its workflow.
@Suite struct NewCommandTests {
  /// Templates, whether their blocks need MNIST, and the figures of their pages.
  static let starts: [(name: String, needsData: Bool, pages: [String: Int])] = [
    ("chapter", true, [:]), ("assignment", true, [:]),
    ("notebook", false, ["01-first-entry": 2]), ("page", false, ["page": 2]),
  ]

  @Test("every template is a report without mistakes and without anything to better", arguments: starts)
  func template(_ row: (name: String, needsData: Bool, pages: [String: Int])) throws {
    let folder = try Scratch()
    #expect(try folder.run("new", "mine", "--template", row.name).status == 0)
    #expect(try folder.read("mine/report/report.yml").hasPrefix("title: \"mine\"\n"))
    let check = try folder.run("check", "--lint", "--project", "mine")
    guard !row.needsData else {
      #expect(check.status == 3, "the data set is not there")
      let errors = check.errors.split(separator: "\n").filter { $0.contains(": error: ") }
      #expect(!errors.isEmpty && errors.allSatisfy { $0.contains("data") }, "\(check.errors)")
      return
    }
    #expect(check.status == 0 && check.errors.isEmpty, "\(check.errors)")
    let build = try folder.run("build", "--project", "mine")
    #expect(build.status == 0, "\(build.errors)")
    for (page, count) in row.pages {
      let text = try folder.read("mine/site/\(page).html")
      #expect(text.matches(of: #/<figure /#).count == count)
      #expect(HTMLPage(text).flaw == nil)
    }
  }

  /// Arguments that make no report, and what is said.
  static let misuses: [(arguments: [String], message: String)] = [
    (["new"], "Name the folder to make"),
    (["new", "--template", "page"], "Name the folder to make"),
    (["new", "--ci", "--template", "page"], "Name the folder to make"),
    (["new", "mine", "--template", "book"], "'book'"),
    (["new", "taken"], "'taken' exists already and is not empty"),
    (["new", "taken", "--template", "notebook"], "'taken' exists already and is not empty"),
    (["new", "taken", "--ci"], "'taken' exists already and is not empty"),
  ]

  @Test("what makes no report is a wrong use, and nothing is written", arguments: misuses)
  func misuse(_ row: (arguments: [String], message: String)) throws {
    let folder = try Scratch(["taken/a.txt": "A.\n"])
    let outcome = try folder.run(row.arguments)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(row.message), "\(outcome.errors)")
    #expect(try folder.names(in: "") == ["taken"] && folder.names(in: "taken") == ["a.txt"])
  }

  @Test("a workflow is added to a new report or to one that is there, and never written over") func workflow()
    throws
  {
    let place = ".github/workflows/report.yml"
    let folder = try Scratch()
    #expect(try folder.run("new", "mine", "--template", "page", "--ci").status == 0)
    #expect(folder.exists("mine/\(place)"))
    let project = try FileReport.with(["Text."])
    #expect(try project.run("new", "--ci").output.hasPrefix("made \(place)"))
    let text = try project.read(place)
    #expect(try folder.read("mine/\(place)") == text)
    #expect(try project.run("new", "--ci").status == 2)
    #expect(try folder.run("new", "--ci").status == 3, "there is no report here")
  }

  /// A report, and the status with which the workflow's steps 'Check' and 'Build' end on it.
  static let reports: [(text: String, check: Int32, build: Int32)] = [
    ("Text.", 0, 0), ("See @nobody.", 1, 1), ("![](none.png)", 1, 1), ("[a](none.md)", 1, 1),
    ("\(Block("mean-image", "mean", "data: mnist"))", 3, 3),
  ]

  @Test(
    "the workflow's steps end with the exit status of what they run", .enabled(if: Tools.has("bash")),
    arguments: reports)
  func steps(_ row: (text: String, check: Int32, build: Int32)) throws {
    let project = try FileReport.with([row.text])
    #expect(try project.run("new", "--ci").status == 0)
    let workflow = try project.read(".github/workflows/report.yml")
    for (name, status) in [("Check", row.check), ("Build", row.build)] {
      let lines = workflow.split(separator: "\n", omittingEmptySubsequences: false)
      let start = try #require(lines.firstIndex { $0 == "      - name: \(name)" })
      let script = lines[(start + 2)...].prefix { $0.hasPrefix("          ") }.map { $0.dropFirst(10) }
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = ["bash", "-e", "-c", script.joined(separator: "\n")]
      process.currentDirectoryURL = project.root
      let own = Program.url.deletingLastPathComponent().path
      let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
      process.environment = [
        "PATH": "\(own):\(path)", "REPORT_DATA": "/nonexistent/data", "HOME": project.root.path,
      ]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == status, "\(name) on \(row.text)")
    }
  }
}
