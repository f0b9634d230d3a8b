import Foundation
import TestSupport
import Testing

/// Pages with what there is: where a run failed, or only some chapters were asked for.
@Suite struct PartialSiteTests {
  private static let partial = ".report/partial"

  /// A report whose networks are trained on images that are not there, once it has been built.
  private static func failing() throws -> Scratch {
    let project = try SampleReport.built()
    try SampleImages.write(to: project, in: "report/small")
    try project.remove("report/small/train-images-idx3-ubyte")
    try project.replace(
      "data: ./digits\nwidth: 4", with: "data: ./small\nwidth: 4", in: "report/02-training.md")
    try project.replace("## The loss", with: "## The new loss", in: "report/02-training.md")
    return project
  }

  @Test("where a run fails, pages with what there is lie beside the site, which stands") func failure() throws
  {
    let project = try Self.failing()
    let site = try project.snapshot(of: "site")
    let outcome = try project.run("build")
    #expect(outcome.status == 3)
    #expect(
      outcome.errors.hasSuffix(
        "1 failed, 3 skipped; the site is as it was\npages with what there is: .report/partial/index.html\n"),
      "\(outcome.errors)")
    #expect(try project.snapshot(of: "site") == site)
    let page = try project.read("\(Self.partial)/02-training.html")
    #expect(page.contains("The new loss"))
    #expect(page.contains("<strong>Missing:</strong> train: "), "the error stands in the figure's place")
    #expect(page.contains("<strong>Missing:</strong> it reads &#39;denoiser&#39;, which failed</p>"))
    #expect(page.contains("ends at <span class=\"value\">(missing)</span>"))
    #expect(page.contains("These pages lack 4 figures and tables."))
    #expect(HTMLPage(page).flaw == nil)
    #expect(try project.read("\(Self.partial)/01-data.html").contains("figures/digits/panel-1-1.png"))
    #expect(project.exists("\(Self.partial)/figures/digits/panel-1-1.png"))
  }

  @Test("with --keep-going they are the site, until a whole one takes their place") func keepGoing() throws {
    let project = try Self.failing()
    let outcome = try project.run("build", "--keep-going")
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("\n1 failed, 3 skipped\n"), "\(outcome.errors)")
    #expect(outcome.errors.hasSuffix("the site, with what there is, is site/index.html\n"))
    #expect(try project.read("site/02-training.html").contains("<strong>Missing:</strong> train: "))
    #expect(!project.exists(Self.partial))
    let again = try project.run("build", "--keep-going")
    #expect(again.status == 3)
    #expect(!again.errors.contains("rewrote"))
    try SampleImages.write(to: project, in: "report/small")
    #expect(try project.run("build").status == 0)
    #expect(!(try project.read("site/02-training.html").contains("Missing:")))
  }

  /// Chapters that are asked for, the blocks that run then, and those that are missing.
  static let asked: [(chapters: [String], ran: Int, missing: String)] = [
    (["01-data"], 2, "cleaned, denoiser, losses, summary"),
    (["02-training"], 4, "digits, mean"),
    (["02-training.md"], 4, "digits, mean"),
    (["report/02-training.md"], 4, "digits, mean"),
    (["01-data", "01-data"], 2, "cleaned, denoiser, losses, summary"),
  ]

  @Test(
    "some chapters of a fresh report are built, and their pages can be read", arguments: asked,
    ["quick", "draft"])
  func chapters(_ row: (chapters: [String], ran: Int, missing: String), _ profile: String) throws {
    let project = try SampleReport.fresh()
    let outcome = try project.run(["build", "--profile", profile] + row.chapters)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      outcome.errors.hasSuffix(
        """
        \(row.ran) of 6 blocks ran; without a result yet: \(row.missing)
        pages with what there is: .report/partial/index.html

        """), "\(outcome.errors)")
    #expect(!project.exists("site"))
    let pages = try ["01-data", "02-training"].map { try project.read("\(Self.partial)/\($0).html") }.joined()
    let count = row.missing.split(separator: ",").count
    #expect(pages.matches(of: #/Missing:<\/strong> it has not been built yet/#).count == count)
    #expect(try project.run("build", "--profile", profile).status == 0)
    #expect(!project.exists(Self.partial), "the whole site makes the pages beside it needless")
  }

  @Test(
    "a mistake that check finds stops everything, with --keep-going as well",
    arguments: [[], ["--keep-going"]])
  func mistake(_ options: [String]) throws {
    let project = try SampleReport.fresh()
    let plot = Block("plot", "curves", "data: a.csv\nseries: y")
    try project.write(SampleChapter([plot]))
    try project.write("y\nmuch\n", to: "report/a.csv")
    let outcome = try project.run(["build"] + options)
    #expect(outcome.status == 1)
    #expect(outcome.errors.hasPrefix("report/a.csv:2:1: error: plot: column 'y' expects a number"))
    #expect(!outcome.errors.contains("done in"), "nothing has run")
    #expect(!project.exists("site") && !project.exists(Self.partial))
  }
}
