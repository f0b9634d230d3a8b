import Foundation
import TestSupport
import Testing

/// How much a build says, and in which form.
@Suite struct BuildVoiceTests {
  private struct Event: Decodable {
    struct Step: Decodable {
      let block: String
      let expectedSeconds: Double?
    }
    struct Complaint: Decodable {
      let kind, message: String
      let line: Int?
    }
    struct Pages: Decodable { let added, rewritten, restored, removed: [String] }
    let event: String
    let block, reason, site: String?
    let status, blocks: Int?
    let secondsLeft, buildSecondsLeft: Double?
    let ran: [String]?
    let missing: [String: String]?
    let isWhole: Bool?
    let steps: [Step]?
    let diagnostic: Complaint?
    let pages: Pages?
  }

  private static func events(_ project: Scratch, _ arguments: String...) throws -> (
    all: [Event], status: Int32
  ) {
    let outcome = try project.run(["build", "--json"] + arguments)
    let lines = outcome.output.split(separator: "\n")
    return (try lines.map { try JSONDecoder().decode(Event.self, from: Data($0.utf8)) }, outcome.status)
  }

  @Test("one of everything is told in the singular") func singular() throws {
    let project = try FileReport.with([Block("table", "one", "columns: [a]\nrows:\n  - [b]")])
    #expect(try project.run("check").output == "1 chapter, 1 block, profile quick: no mistakes\n")
    #expect(try project.run("status").output.hasSuffix("1 of 1 block would run (profile quick)\n"))
    #expect(try project.run("build").errors.contains("1 of 1 block ran; the site is site/index.html"))
    #expect(try project.read("site/index.html").contains(": 1 figure or table in 1 chapter, each"))
    #expect(try project.run("clean", "--all").output.hasPrefix("removed 1 result ("))
  }

  /// What is done to the sample report before a build, and the lines that name pages.
  static let changes: [(name: String, change: @Sendable (Scratch) throws -> Void, lines: [String])] = [
    ("nothing", { _ in }, []),
    (
      "a caption", { try $0.replace("Four images.", with: "Some images.", in: "report/01-data.md") },
      ["rewrote 2 pages: 01-data.html, figures.html"]
    ),
    (
      "a title", { try $0.replace("title: Data", with: "title: Digits", in: "report/01-data.md") },
      ["rewrote 4 pages: 01-data.html, 02-training.html, figures.html, index.html"]
    ),
    (
      "a page that was removed", { try $0.remove("site/02-training.html") },
      ["restored 1 page: 02-training.html"]
    ),
    (
      "all pages removed",
      { for page in ["01-data", "02-training", "figures", "index"] { try $0.remove("site/\(page).html") } },
      ["restored 4 pages: 01-data.html, 02-training.html, figures.html, index.html"]
    ),
    (
      "a picture that was removed", { try $0.remove("site/figures/digits/panel-1-1.png") },
      ["restored 1 file beside the pages"]
    ),
    (
      "a new chapter", { try $0.write(SampleChapter(["Text."])) },
      [
        "rewrote 4 pages: 01-data.html, 02-training.html, figures.html, index.html",
        "added 1 page: 03-case.html",
      ]
    ),
  ]

  @Test("a build says which pages it rewrote and which it restored", arguments: changes.indices)
  func pages(_ index: Int) throws {
    let row = Self.changes[index]
    let project = try SampleReport.built()
    try row.change(project)
    let outcome = try project.run("build")
    let lines = outcome.errors.split(separator: "\n").map(String.init)
    #expect(lines.dropLast() == row.lines[...], "\(row.name): \(outcome.errors)")
    #expect(outcome.status == 0)
  }

  @Test("a page that was changed by hand is restored where that is forced") func forced() throws {
    let project = try SampleReport.built()
    try project.write("Mine.", to: "site/01-data.html")
    #expect(try project.run("build").status == 1)
    #expect(try project.run("build", "--force").errors.hasPrefix("restored 1 page: 01-data.html\n"))
  }

  @Test("--quiet says nothing but what is wrong") func quiet() throws {
    let project = try SampleReport.fresh()
    let outcome = try project.run("build", "--quiet")
    #expect(outcome.status == 0 && outcome.errors.isEmpty && outcome.output.isEmpty)
    try project.replace("seed: 0", with: "sead: 0", in: "report/01-data.md")
    let wrong = try project.run("build", "--quiet")
    #expect(wrong.status == 1 && wrong.errors.contains("unknown option 'sead'"))
    #expect(try project.run("build", "--quiet", "--verbose").status == 2)
  }

  @Test("--verbose says of every block and file what became of it") func verbose() throws {
    let project = try SampleReport.built()
    try project.replace("Four images.", with: "Some images.", in: "report/01-data.md")
    let outcome = try project.run("build", "--verbose")
    #expect(outcome.errors.contains("      digits is up to date\n"))
    #expect(outcome.errors.contains("      summary is up to date\n"))
    #expect(outcome.errors.contains("rewrote 01-data.html\n"))
  }

  @Test("--json tells every event as an object, and how it ended") func json() throws {
    let project = try SampleReport.fresh()
    let (first, status) = try Self.events(project)
    #expect(status == 0)
    #expect(first.first?.event == "planned")
    #expect(
      first.first?.steps?.map(\.block).sorted() == [
        "cleaned", "denoiser", "digits", "losses", "mean", "summary",
      ])
    #expect(first.first?.steps?.allSatisfy { $0.expectedSeconds == nil } == true)
    #expect(
      first.filter { $0.event == "started" }.compactMap(\.reason) == Array(repeating: "never built", count: 6)
    )
    #expect(first.count { $0.event == "finished" } == 6)
    let end = try #require(first.last)
    #expect(end.event == "summary" && end.status == 0 && end.blocks == 6 && end.isWhole == true)
    #expect(end.site == "site/index.html")
    #expect(end.pages?.added.contains("01-data.html") == true)
    try project.replace("rate: 0.002", with: "rate: 0.001", in: "report/02-training.md")
    let (second, _) = try Self.events(project)
    #expect(second.filter { $0.event == "kept" }.compactMap(\.block) == ["digits", "mean"])
    let planned = try #require(second.first { $0.event == "planned" }?.steps)
    #expect(planned.allSatisfy { $0.expectedSeconds ?? -1 >= 0 }, "the store knows how long they took")
    let progress = try #require(second.first { $0.event == "progress" && $0.block == "denoiser" })
    let (left, inAll) = (try #require(progress.secondsLeft), try #require(progress.buildSecondsLeft))
    #expect(left <= inAll, "the blocks behind it take their time as well")
    #expect(second.last?.ran == ["denoiser", "cleaned", "losses", "summary"])
    #expect(second.last?.pages?.rewritten.contains("02-training.html") == true)
  }

  @Test("--json tells of mistakes and faults, with the exit status") func jsonOfFailures() throws {
    let project = try SampleReport.built()
    try project.replace("seed: 0", with: "sead: 0", in: "report/01-data.md")
    let (mistakes, status) = try Self.events(project)
    #expect(status == 1)
    #expect(mistakes.map(\.event) == ["failed", "failed", "summary"])
    #expect(mistakes.first?.diagnostic?.line == 9)
    #expect(mistakes.last?.status == 1)
    try project.replace("sead: 0", with: "seed: 0", in: "report/01-data.md")
    try project.remove("report/digits/train-images-idx3-ubyte")
    let (faults, other) = try Self.events(project)
    #expect(other == 3 && faults.last?.status == 3)
    #expect(faults.last?.isWhole == false && faults.last?.site == ".report/partial/index.html")
    #expect(faults.last?.missing?["summary"] == "it reads 'denoiser', which failed")
    #expect(faults.contains { $0.event == "skipped" && $0.block == "cleaned" })
  }
}
