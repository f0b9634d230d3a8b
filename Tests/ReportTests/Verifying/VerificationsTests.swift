import Foundation
import TestSupport
import Testing

/// `{verifications}`: a table of what came of running results again.
@Suite struct VerificationsTests {
  private static let chapter = SampleChapter([
    Block(
      "verifications", "verified",
      "profile: quick\ncaption: \"{{verified.identical}} of {{verified.blocks}}, and {{verified.measured}} measured.\""
    )
  ])

  /// The sample with the block, locked once before anything was verified.
  private static func project() throws -> Scratch {
    let project = try SampleReport.built()
    try project.write(chapter)
    let outcome = try project.run("build", "--update-lock")
    guard outcome.status == 0 else { throw SampleReport.BuildFailed(errors: outcome.errors) }
    return project
  }

  private static func page(_ project: Scratch) throws -> String { try project.read("site/03-case.html") }

  @Test("before anything is published it lists nothing") func empty() throws {
    let project = try SampleReport.built()
    try project.write(Self.chapter)
    #expect(try project.run("build").status == 0)
    #expect(try project.result(of: "verified").rows == [])
    #expect(try ["blocks", "latest"].map(project.result(of: "verified").text) == ["0", "never"])
  }

  @Test("it lists what is locked, with links, and then what was found out") func listed() throws {
    let project = try Self.project()
    #expect(
      try project.result(of: "verified").rows.map { [$0[0], $0[3], $0[4]] }
        == ["cleaned", "denoiser", "digits", "losses", "mean", "summary"].map { [$0, "not yet", "not yet"] })
    #expect(
      try Self.page(project).contains(
        "<a class=\"reference\" href=\"02-training.html#cleaned\">Figure 2.2</a>"))
    #expect(try project.run("verify").output.hasSuffix("6 blocks of profile quick: 6 identical\n"))
    #expect(try project.run("verify", "--numerics", "openblas", "mean", "cleaned", "denoiser").status == 0)
    let outcome = try project.run("build", "--update-lock")
    #expect(outcome.status == 0 && outcome.errors.contains("1 of 7 blocks ran"), "\(outcome.errors)")
    let result = try project.result(of: "verified")
    #expect(result.rows.allSatisfy { $0[3] == "identical" })
    #expect(try result.text("latest").wholeMatch(of: #/20\d\d-\d\d-\d\d/#) != nil)
    #expect(result.rows[0][4] == "equal" || result.rows[0][4].hasPrefix("up to "))
    #expect(result.rows[1][4] == "–" && result.rows[1][5].contains("10"), "\(result.rows[1])")
    #expect(result.rows[2][4] == "not yet")
    #expect(try ["blocks", "verified", "identical", "measured"].map(result.text) == ["6", "6", "6", "3"])
    #expect(try result.number("largest-error") > 0)
    #expect(try result.text("largest-error-block") == "denoiser")
    #expect(
      try Self.page(project).contains("<span class=\"value\">6</span> of <span class=\"value\">6</span>"))
  }

  @Test("its block lies outside what is locked, verified and published") func outside() throws {
    let project = try Self.project()
    #expect(!(try project.read(LockTests.lock).contains("verified")))
    #expect(!(try project.read("report/published.json").contains("\"block\":\"verified\"")))
    #expect(try project.run("build").errors == "0 of 7 blocks ran; the site is site/index.html (TIME)\n")
    #expect(try project.run("status", "--strict").status == 0)
    #expect(!(try Self.page(project).contains("Not yet published")))
    let clone = try project.duplicate()
    try clone.remove(".report")
    try clone.remove("site")
    #expect(try clone.run("build").status == 0)
    #expect(try clone.snapshot(of: "site") == project.snapshot(of: "site"))
  }
}
