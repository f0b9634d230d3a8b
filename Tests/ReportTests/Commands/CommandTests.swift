import Foundation
import TestSupport
import Testing

/// The commands beside `build`.
@Suite struct CommandTests {
  @Test("a new report builds, and a second one does not take its folder") func new() throws {
    let folder = try Scratch()
    let made = try folder.run("new", "my report")
    #expect(made.status == 0)
    #expect(made.output == "made my report/report/01-first-figure.md; now: cd my report && report build\n")
    #expect(try folder.run("new", "my report").status == 2)
    #expect(try folder.read("my report/report/report.yml").contains("title: \"my report\""))
    let check = try folder.run("check", "--project", "my report")
    #expect(check.status == 3, "the data set is not there: \(check.errors)")
    #expect(check.errors.contains("help: fetch it: report data fetch mnist"))
  }

  @Test("a new report with quotes and backslashes in its name is valid YAML") func quotedName() throws {
    let folder = try Scratch()
    #expect(try folder.run("new", "a \"b\" \\c: #d").status == 0)
    let check = try folder.run("check", "--project", "a \"b\" \\c: #d", "--json")
    #expect(check.status == 3, "\(check.output)")
  }

  @Test("check finds nothing wrong in the sample, and says how much it read") func check() throws {
    let project = try SampleReport.fresh()
    let outcome = try project.run("check")
    #expect(outcome.output == "2 chapters, 6 blocks, profile quick: no mistakes\n")
    #expect(outcome.status == 0)
    #expect(try project.run("check", "--json").output == "[\n\n]\n")
    #expect(!project.exists("site"))
  }

  @Test("check as JSON has every mistake with its place") func json() throws {
    struct Record: Decodable {
      let kind, message: String
      let path: String?
      let line, column: Int?
    }
    let project = try SampleReport.fresh()
    try project.replace("seed: 0", with: "sead: 0", in: "report/01-data.md")
    let outcome = try project.run("check", "--json")
    let records = try JSONDecoder().decode([Record].self, from: Data(outcome.output.utf8))
    #expect(
      records.map(\.message) == [
        "dataset: 'seed' is missing: a whole number from 0 to 18446744073709551615",
        "dataset: unknown option 'sead'",
      ])
    #expect(records.map(\.line) == [9, 14])
    #expect(outcome.status == 1)
    #expect(outcome.errors.isEmpty)
  }

  @Test("the reference pages exist for every directive, as text and as JSON") func directives() throws {
    struct Record: Decodable { let name, summary: String }
    let folder = try Scratch()
    let list = try folder.run("directives", "--json")
    let records = try JSONDecoder().decode([Record].self, from: Data(list.output.utf8))
    #expect(records.count >= 9)
    for record in records {
      let page = try folder.run("directives", record.name)
      #expect(page.output.hasPrefix("{\(record.name)}: \(record.summary)\n"))
      let json = try folder.run("directives", record.name, "--json")
      #expect(try JSONDecoder().decode(Record.self, from: Data(json.output.utf8)).name == record.name)
    }
  }

  @Test(
    "every command has help with an example",
    arguments: [
      "build", "serve", "check", "status", "verify", "explain", "diff", "directives", "data", "models", "new",
      "templates", "clean",
    ])
  func help(_ command: String) throws {
    let folder = try Scratch()
    let outcome = try folder.run(command, "--help")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("  report \(command)"))
    #expect(outcome.errors.isEmpty)
  }

  @Test("a project is found from any folder within it") func inside() throws {
    let project = try SampleReport.built()
    let outcome = try Program.run(["status"], in: project.url("report/digits"))
    #expect(outcome.output.hasSuffix("0 of 6 blocks would run (profile quick)\n"))
  }

  @Test("a path with blanks and other letters is as good as any") func path() throws {
    let project = try SampleReport.fresh(named: "Ein Bericht über #1 100% 数字")
    let outcome = try project.run("build")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.hasSuffix("6 of 6 blocks ran; the site is site/index.html (TIME)\n"))
  }

  @Test("the number of threads changes no bit") func threads() throws {
    let project = try SampleReport.built()
    let site = try project.snapshot(of: "site")
    #expect(try project.run("clean", "--all").status == 0)
    #expect(try project.run("build", "--threads", "1").errors.contains("6 of 6 blocks ran"))
    #expect(try project.snapshot(of: "site") == site)
  }
}
