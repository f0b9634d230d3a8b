import Foundation
import TestSupport
import Testing

/// What runs again after which change, and what `report status` says of it beforehand.
@Suite struct IncrementalTests {
  @Test("a second build runs no block and makes the same site") func again() throws {
    let project = try SampleReport.built()
    let site = try project.snapshot(of: "site")
    let outcome = try project.run("build")
    #expect(outcome.errors == "0 of 6 blocks ran; the site is site/index.html (TIME)\n")
    #expect(outcome.status == 0)
    #expect(try project.snapshot(of: "site") == site)
  }

  @Test("a build with nothing new leaves the site's files alone") func untouched() throws {
    let project = try SampleReport.built()
    let first = try project.number(of: "site/index.html")
    #expect(try project.run("build").status == 0)
    #expect(try project.number(of: "site/index.html") == first)
  }

  @Test("a new caption runs no block and changes the page") func caption() throws {
    let project = try SampleReport.built()
    try project.replace("caption: Four images.", with: "caption: Four *new* images.", in: "report/01-data.md")
    let outcome = try project.run("build")
    #expect(
      outcome.errors == """
        rewrote 2 pages: 01-data.html, figures.html
        0 of 6 blocks ran; the site is site/index.html (TIME)

        """)
    #expect(try project.read("site/01-data.html").contains("Four <em>new</em> images."))
  }

  @Test("other epochs run that block and its dependents, and status says so beforehand") func epochs() throws
  {
    let project = try SampleReport.built()
    try project.replace("quick: 2}", with: "quick: 3}", in: "report/02-training.md")
    let status = try project.run("status")
    #expect(
      status.output == """
        digits    up to date
        mean      up to date
        denoiser  would run: option epochs changed: 2 -> 3
        cleaned   would run: its input denoiser runs again
        losses    would run: its input denoiser runs again
        summary   would run: its input denoiser runs again
        4 of 6 blocks would run (profile quick)

        """)
    let outcome = try project.run("build")
    #expect(
      outcome.errors == """
        [1/4] denoiser (option epochs changed: 2 -> 3)
              done in TIME
        [2/4] cleaned (its input denoiser runs again)
              done in TIME
        [3/4] losses (its input denoiser runs again)
              done in TIME
        [4/4] summary (its input denoiser runs again)
              done in TIME
        rewrote 2 pages: 02-training.html, figures.html
        4 of 6 blocks ran; the site is site/index.html (TIME)

        """)
  }

  @Test("what a block was last is read in the older form as well, and written in the new one")
  func olderForm() throws {
    let project = try SampleReport.built()
    let path = ".report/last/quick/denoiser.json"
    let written = try JSONSerialization.jsonObject(with: Data(project.read(path).utf8))
    let record = try #require(written as? [String: Any])
    let key = try #require(record["key"] as? String)
    try project.write(JSONSerialization.data(withJSONObject: #require(record["recipe"])), to: path)
    try project.replace("quick: 2}", with: "quick: 3}", in: "report/02-training.md")
    #expect(try project.run("status").output.contains("would run: option epochs changed: 2 -> 3"))
    #expect(try project.run("build").status == 0)
    let now = try project.read(path)
    #expect(now.hasPrefix(#"{"key":""#) && !now.contains(key))
  }

  @Test("status as JSON names the blocks that would run, with places and reasons") func json() throws {
    let project = try SampleReport.built()
    try project.replace("count: 3", with: "count: 2", in: "report/02-training.md")
    let status = try project.run("status", "--json")
    let records = try JSONDecoder().decode([StatusRecord].self, from: Data(status.output.utf8))
    #expect(records.map(\.id) == ["digits", "mean", "denoiser", "cleaned", "losses", "summary"])
    #expect(records.filter { $0.state != "up to date" }.map(\.id) == ["cleaned"])
    #expect(records[3].reason == "option count changed: 3 -> 2")
    #expect(records[3].place == "report/02-training.md:26")
  }

  private struct StatusRecord: Decodable {
    let id: String
    let place: String
    let state: String
    let reason: String?
  }

  @Test("after a look at another profile nothing runs again") func profiles() throws {
    let project = try SampleReport.built()
    let site = try project.snapshot(of: "site")
    let draft = try project.run("build", "--profile", "draft")
    #expect(draft.errors.hasSuffix("4 of 6 blocks ran; the site is site/index.html (TIME)\n"))
    #expect(try project.read("site/index.html").contains("DRAFT"))
    let back = try project.run("build")
    #expect(
      back.errors == """
        rewrote 4 pages: 01-data.html, 02-training.html, figures.html, index.html
        0 of 6 blocks ran; the site is site/index.html (TIME)

        """)
    #expect(try project.snapshot(of: "site") == site)
  }

  @Test("a changed data file runs what reads it") func data() throws {
    let project = try SampleReport.built()
    try project.write(SampleImages.images(39), to: "report/digits/t10k-images-idx3-ubyte")
    try project.write(SampleImages.labels(39), to: "report/digits/t10k-labels-idx1-ubyte")
    let outcome = try project.run("build")
    #expect(
      outcome.errors == """
        [1/1] cleaned (file t10k-images-idx3-ubyte changed, file t10k-labels-idx1-ubyte changed)
              done in TIME
        rewrote 1 page: 02-training.html
        1 of 6 blocks ran; the site is site/index.html (TIME)

        """)
  }

  @Test("two blocks with the same work under two ids have one result") func twins() throws {
    let project = try SampleReport.built()
    let text = "\n```{mean-image} twin\ndata: ./digits\ncaption: Again.\nalt: A blob.\n```\n"
    try project.write(try project.read("report/01-data.md") + text, to: "report/01-data.md")
    let outcome = try project.run("build")
    #expect(
      outcome.errors == """
        rewrote 3 pages: 01-data.html, figures.html, index.html
        0 of 7 blocks ran; the site is site/index.html (TIME)

        """)
    #expect(try project.read("site/01-data.html").contains("id=\"twin\""))
  }

  @Test(
    "one chapter's build runs its blocks and what they read, and shows them beside the site that is not whole"
  )
  func chapter() throws {
    let project = try SampleReport.fresh()
    let outcome = try project.run("build", "01-data")
    #expect(
      outcome.errors == """
        [1/2] digits (never built)
              done in TIME
        [2/2] mean (never built)
              done in TIME
        2 of 6 blocks ran; without a result yet: cleaned, denoiser, losses, summary
        pages with what there is: .report/partial/index.html

        """)
    #expect(outcome.status == 0)
    #expect(!project.exists("site"))
  }

  @Test("clean keeps what any profile uses and removes the rest") func clean() throws {
    let project = try SampleReport.built()
    #expect(try project.run("build", "--profile", "draft").status == 0)
    try project.replace("count: 4", with: "count: 5", in: "report/01-data.md")
    #expect(try project.run("build").status == 0)
    let cleaned = try project.run("clean")
    #expect(cleaned.output.hasPrefix("removed 1 result ("))
    #expect(try project.run("build").errors == "0 of 6 blocks ran; the site is site/index.html (TIME)\n")
    let draft = try project.run("build", "--profile", "draft")
    #expect(draft.errors.hasSuffix("\n0 of 6 blocks ran; the site is site/index.html (TIME)\n"))
    #expect(try project.run("clean", "--all").status == 0)
    #expect(try project.run("status").output.hasSuffix("6 of 6 blocks would run (profile quick)\n"))
  }
}
