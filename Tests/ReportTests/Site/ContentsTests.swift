import Foundation
import TestSupport
import Testing

/// What the contents page shows above the chapters, and the terms beside their titles.
@Suite struct ContentsTests {
  private static func hero(_ page: String) -> [Substring] {
    page.matches(of: #/<a class="hero".*?<\/a>/#.dotMatchesNewlines()).map(\.0)
  }

  private static func pictures(_ hero: Substring) -> [String] {
    hero.matches(of: #/<img src="([^"]*)"[^>]* alt="([^"]*)">/#).map { "\($0.1) \($0.2)" }
  }

  /// The sample with a line in its manifest and further blocks.
  private static func report(_ line: String, _ parts: [any ChapterPart] = []) throws -> Scratch {
    let project = try SampleReport.withModels(parts + ["Text."])
    try project.write(SampleReport.manifest + line + "\n", to: "report/report.yml")
    let outcome = try project.run("build")
    try #require(outcome.status == 0, "\(outcome.errors)")
    return project
  }

  @Test("the pictures of a block stand above the chapters, lead to it, and say its caption once")
  func pictures() throws {
    let project = try Self.report("hero: cleaned")
    let hero = Self.hero(try project.read("site/index.html"))
    try #require(hero.count == 1)
    #expect(hero[0].contains("href=\"02-training.html#cleaned\""))
    let shown = Self.pictures(hero[0])
    // Three rows of three, column by column, in two lines.
    #expect(shown.count == 9 && hero[0].contains("--columns: 5\""))
    #expect(shown[1].contains("panel-2-1.png") && shown[3].contains("panel-1-2.png"), "\(shown)")
    #expect(shown[0].hasSuffix("Images, noisy and denoised, $\\sigma = 0.5$."))
    #expect(shown.dropFirst().allSatisfy { $0.hasSuffix(".png ") }, "\(shown)")
    try project.expectWholeLinks()
    #expect(Self.hero(try project.read("site/02-training.html")).isEmpty)
  }

  @Test("of pictures of several sizes the largest are shown, and one made elsewhere is shown whole")
  func largest() throws {
    let stages: [any ChapterPart] = [
      Block.tiny, Block.second, Block.photo,
      Block(
        "upscale", "larger",
        "of: photo\nmodel: second\nencoder: tiny\nprompts: a pencil\nsteps: 2"),
    ]
    let project = try Self.report("hero: larger", stages)
    let larger = Self.pictures(Self.hero(try project.read("site/index.html"))[0])
    #expect(larger.count == 1)
    let made = [Block("figure", "made", "file: models/rgb.png")]
    let page = try Self.report("hero: made", made).read("site/index.html")
    #expect(Self.hero(page)[0].contains("width=\"23\" height=\"17\""))
  }

  @Test("without a hero the chapters come first") func none() throws {
    #expect(Self.hero(try SampleReport.built().read("site/index.html")).isEmpty)
  }

  @Test("a page of one file has the pictures in it, and they lead to their figure") func onePage() throws {
    let project = try Self.report("hero: digits")
    let outcome = try project.run("build", "--single-file")
    try #require(outcome.status == 0, "\(outcome.errors)")
    let page = try project.read("report.html")
    let hero = Self.hero(page)
    try #require(hero.count == 1)
    #expect(hero[0].contains("href=\"#digits\"") && hero[0].contains("src=\"data:image/png;base64,"))
  }

  @Test(
    "all figures are listed with the tables of the text, and a chapter of tables has a sign for a picture")
  func tables() throws {
    let project = try Self.report(
      "",
      [
        """
        | a "word" | $x^2$ |
        |---|---|
        | 1 | 2 |

        Table: A "first" table of $x^2$. {#tab-own}

        """,
        Block("table", "made", "columns: [steps]\nrows: [[\"4711 of them\"]]"),
      ])
    let figures = try project.read("site/figures.html")
    let entry =
      #/<li><a href="03-case\.html#tab-own"><span class="sign" aria-hidden="true">▦<\/span><strong>Table 3\.1<\/strong><\/a> <span>A &quot;first&quot; table of <span class="joined"><span class="katex"/#
    #expect(figures.contains(entry))
    #expect(figures.contains("<strong>Table 3.2</strong>"))
    let index = try project.read("site/index.html")
    #expect(
      index.contains(
        #/<li class="card"><span class="sign" aria-hidden="true">▦<\/span><h2><a href="03-case\.html">/#))
    // Cells can be found, and formulas as they are typed.
    let search = try project.read("site/assets/search.js")
    #expect(search.contains("4711 of them") && search.contains("x^2") && !search.contains("$x^2$"))
    try project.expectWholeLinks()
  }

  @Test("a chapter's terms stand beside its title, in its keywords and among what readers may search")
  func terms() throws {
    let project = try SampleReport.built()
    try project.write(
      SampleReport.manifest + "keywords: [rings]\n", to: "report/report.yml")
    let terms = "terms: [hybrid images, 'a *plain* < word']\n"
    try project.write(
      SampleReport.first.replacing("order: 1\n", with: "order: 1\n\(terms)"), to: "report/01-data.md")
    let outcome = try project.run("build")
    try #require(outcome.status == 0, "\(outcome.errors)")
    let markup = "hybrid images, a <em>plain</em> &lt; word"
    let index = try project.read("site/index.html")
    #expect(index.contains("<a href=\"01-data.html\">Data</a> <small>\(markup)</small></h2>"))
    // In the list of chapters at its side the first one has to do.
    #expect(index.contains("Data <small>hybrid images</small></a>"))
    #expect(index.matches(of: #/<small>/#).count == 2)
    let page = try project.read("site/01-data.html")
    #expect(page.contains("<p class=\"terms\">\(markup)</p>"))
    #expect(page.contains("name=\"keywords\" content=\"hybrid images, a plain &lt; word, rings\">"))
    let other = try project.read("site/02-training.html")
    #expect(!other.contains("class=\"terms\"") && other.contains("name=\"keywords\" content=\"rings\""))
    #expect(try project.read("site/assets/search.js").contains("\"Data (hybrid images, a plain < word)\""))
    try project.expectWholeLinks()
  }
}
