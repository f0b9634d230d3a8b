import Foundation
import TestSupport
import Testing

/// What leads back from a figure to where the text speaks of it.
@Suite struct MentionTests {
  private static func mentions(_ page: String, of project: Scratch) throws -> [String] {
    try project.read("site/\(page).html").matches(of: #/<figure id="([^"]+)"|<p class="mentions">(.*?)<\/p>/#)
      .map { match in match.2.map(String.init) ?? String(match.1 ?? "") }
  }

  @Test(
    "a figure's fold leads to each reference in the sections of all pages, and to figures whose captions refer to it"
  )
  func links() throws {
    let project = try SampleReport.built()
    #expect(
      try Self.mentions("01-data", of: project)
        == ["digits", "Referred to in <a href=\"#_from-1\">Data</a>", "mean"])
    #expect(
      try Self.mentions("02-training", of: project)
        == [
          "denoiser", "Referred to in <a href=\"#_from-2\">The loss</a>",
          "cleaned", "Referred to in <a href=\"01-data.html#_from-2\">1 Data</a>", "losses",
          "summary", "Referred to in <a href=\"#_from-3\">The loss</a>",
        ])
    try project.write(
      SampleChapter([
        "## One & two\n\nTwice: @digits, @digits, and in brackets [@mean; @cleaned].[^note]\n\n[^note]: @losses.",
        Block("table", "more", "columns: [what]\nrows: [[\"@mean\"]]\ncaption: As @digits and @more show."),
      ]))
    let outcome = try project.run("build")
    try #require(outcome.status == 0, "\(outcome.errors)")
    func far(_ ordinal: Int) -> String {
      "<a href=\"03-case.html#_from-\(ordinal)\">3 A case: One &amp; two</a>"
    }
    #expect(
      try Self.mentions("01-data", of: project)
        == [
          "digits",
          "Referred to in <a href=\"#_from-1\">Data</a>, \(far(1)) <a href=\"03-case.html#_from-2\" aria-label=\"3 A case: One &amp; two, 2\">2</a>, <a href=\"03-case.html#more\">Table 3.1</a>",
          "mean", "Referred to in \(far(3)), <a href=\"03-case.html#more\">Table 3.1</a>",
        ])
    #expect(try Self.mentions("02-training", of: project).contains("Referred to in \(far(4))"))
    #expect(try Self.mentions("03-case", of: project) == ["more"])
    try project.expectWholeLinks()
  }

  @Test("the words are those of the report's language") func language() throws {
    let project = try SampleReport.fresh()
    try project.write(SampleReport.manifest + "language: de\n", to: "report/report.yml")
    #expect(try project.run("build").status == 0)
    #expect(try project.read("site/01-data.html").contains("<p class=\"mentions\">Erwähnt in <a"))
  }
}
