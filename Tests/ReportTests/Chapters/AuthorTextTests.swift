import Foundation
import TestSupport
import Testing

/// Wherever an author writes a text, it is read as prose is: with the same marks, and the same complaints.
@Suite struct AuthorTextTests {
  /// A place for a text, by what surrounds it there.
  struct Place: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// In 'report/a.md', 'report/report.yml' or 'report/_part.md'.
    let file: String
    /// With '%' for the text.
    let source: String
    /// Where the text is shown, with '%' for it.
    let shown: String
    var page = "site/a.html"
  }

  private static func chapter(_ name: String, _ source: String, shown: String) -> Place {
    Place(testDescription: name, file: "report/a.md", source: source, shown: shown)
  }

  static let places = [
    chapter("a paragraph", "%\n", shown: "<p>%</p>"),
    chapter("a heading", "## %\n", shown: "%</h2>"),
    chapter("an item of a list", "- %\n", shown: "<li>%</li>"),
    chapter("a quotation", "> %\n", shown: "<p>%</p>"),
    chapter("a callout", "> [!TIP]\n> %\n", shown: "<p>%</p>"),
    chapter("a footnote", "Word[^1]\n\n[^1]: %\n", shown: "<p>% <a"),
    chapter("a cell of a pipe table", "| a |\n|---|\n| % |\n", shown: "<td>%</td>"),
    chapter("a head of a pipe table", "| % |\n|---|\n| a |\n", shown: "%</th>"),
    chapter("a pipe table's caption", "| a |\n|---|\n| b |\n\nTable: %. {#own}\n", shown: "</strong> %."),
    chapter(
      "a block's caption", "```{table} own\ncolumns: [a]\nrows: [[b]]\ncaption: '%'\n```\n",
      shown: "</strong> %"),
    chapter(
      "a block's cell", "```{table} own\ncolumns: [a]\nrows: [['%']]\ncaption: C.\n```\n", shown: "<td>%</td>"
    ),
    chapter(
      "a block's column", "```{table} own\ncolumns: ['%']\nrows: [[b]]\ncaption: C.\n```\n", shown: "%</th>"),
    Place(
      testDescription: "an included file", file: "report/_part.md", source: "%\n", shown: "<p>%</p>"),
    Place(
      testDescription: "the report's summary", file: "report/report.yml", source: "summary: '%'\n",
      shown: "%</p>", page: "site/index.html"),
    Place(
      testDescription: "the report's abstract", file: "report/report.yml", source: "abstract: '%'\n",
      shown: "%</p>", page: "site/index.html"),
  ]

  private static func project(_ place: Place, _ text: String) throws -> Scratch {
    let table = "| a |\n|---|\n| b |\n\nTable: The other's. {#other}\n"
    var files = [
      "report/report.yml": "title: Texts\nchapters: [a.md, b.md]\nvariables: {word: brass}\n",
      "report/a.md": "---\ntitle: A\n---\n\n",
      "report/b.md": "---\ntitle: B\n---\n\n## Part {#part}\n\n\(table)",
      "report/_part.md": "",
    ]
    files[place.file, default: ""] += place.source.replacing("%", with: text)
    if place.file == "report/_part.md" { files["report/a.md", default: ""] += "{{< include _part.md >}}\n" }
    return try Scratch(files)
  }

  @Test("marks are read", arguments: places) func marks(place: Place) throws {
    let project = try Self.project(
      place, #"*far* `x_1` ~~no~~ [up](b.md#part) see @other, {{word}} \$4 and $\sigma$"#)
    let outcome = try project.run("build")
    try #require(outcome.status == 0, "\(outcome.errors)")
    // Nothing breaks a line between a reference or a formula and what stands close behind it, and what a reference
    // leads to can lead back to it.
    let page = try project.read(place.page).replacing("\u{2060}", with: "")
      .replacing(/<span id="_from-\d+"><\/span>/, with: "")
      .replacing("<span class=\"joined\">", with: "").replacing("</span>.</span>", with: "</span>.")
    let begins = "<em>far</em> <code>x_1</code> <del>no</del> <a href=\"b.html#part\">up</a> see <a"
    #expect(page.contains(begins), "\(page)")
    #expect(page.contains(">Table 2.1</a>, brass $4 and <span class=\"katex\">"))
    let edges = place.shown.split(separator: "%", omittingEmptySubsequences: false)
    #expect(page.contains(edges[0] + begins), "\(edges[0])")
    #expect(page.contains("</span>\(edges[1])"), "\(edges[1])")
    try project.expectWholeLinks()
  }

  @Test("what is wrong is told", arguments: places) func mistakes(place: Place) throws {
    let project = try Self.project(place, "[a](gone.md) @nowhere {{other.value}} $\\wrong{x}$ [b](b.md#gone)")
    let outcome = try project.run("check")
    #expect(outcome.status == 1)
    for complaint in ["gone.md", "nowhere", "other", "\\wrong", "gone'"] {
      #expect(outcome.errors.contains(complaint), "\(complaint): \(outcome.errors)")
    }
    #expect(outcome.errors.ranges(of: "\(place.file):").count >= 5, "\(outcome.errors)")
  }

  /// Titles and alternative texts become attributes and words of menus: no link fits in.
  static let words: [(source: String, shown: String)] = [
    ("---\ntitle: 'A % B'\n---\n", "<title>A far x_1 $\\sigma$ B"),
    ("---\ntitle: A\n---\n\n![%](sketch.png)\n", "alt=\"far x_1 $\\sigma$"),
    ("---\ntitle: A\nsummary: '%'\n---\n", "<meta name=\"description\" content=\"far x_1 $\\sigma$"),
  ]

  @Test("words of attributes have no marks", arguments: words) func attributes(source: String, shown: String)
    throws
  {
    let project = try Scratch([
      "report/report.yml": "title: Texts\n",
      "report/a.md": source.replacing("%", with: #"*far* `x_1` $\sigma$"#),
    ])
    try project.copy(
      Checkout.root.appending(path: "Tests/ReportTests/Paper/latin/report/sketch.png"),
      to: "report/sketch.png")
    let outcome = try project.run("build")
    try #require(outcome.status == 0, "\(outcome.errors)")
    let page = try project.read("site/a.html")
    #expect(page.contains(shown), "\(page)")
  }

  @Test("cells of a file are data, its headings are the author's") func data() throws {
    let project = try Scratch([
      "report/report.yml": "title: Texts\n",
      "report/runs.csv": "a_1,*b*\n$5 to $6,[x](gone.md) @nowhere {{x.y}}\n",
      "report/a.md": """
      ---
      title: A
      ---

      ```{table} plain
      data: runs.csv
      caption: C.
      ```

      ```{table} headed
      data: runs.csv
      headings: [$a_1$, '*b* of {{plain.rows}}']
      caption: C.
      ```
      """,
    ])
    #expect(try project.run("check").errors.contains("'plain' has no value 'rows'"))
    try project.replace(" of {{plain.rows}}", with: "", in: "report/a.md")
    let outcome = try project.run("build")
    try #require(outcome.status == 0, "\(outcome.errors)")
    let page = try project.read("site/a.html")
    #expect(page.ranges(of: "<td>$5 to $6</td>").count == 2, "\(page)")
    #expect(page.ranges(of: ">[x](gone.md) @nowhere {{x.y}}</td>").count == 2)
    #expect(page.contains(">a_1</th>") && page.contains(">*b*</th>") && page.contains("<em>b</em></th>"))
  }

  @Test(
    "words that a picture of a plot shows have no marks",
    arguments: [
      "x-label: $t$", "y-label: '{{word}}'", "y-label: a {{a.loss}}",
      "reference: 1\nreference-label: \\(x\\)",
      "series: [{y: [1, 2], name: $\\sigma$}]",
    ])
  func plots(option: String) throws {
    let series = option.hasPrefix("series") ? "" : "series: [{y: [1, 2], name: σ_1 (5 $)}]\n"
    let project = try Scratch([
      "report/report.yml": "title: Texts\nvariables: {word: brass}\n",
      "report/a.md":
        "---\ntitle: A\n---\n\n```{plot} a\n\(series)\(option)\ncaption: C.\nalt: A line.\n```\n",
    ])
    let outcome = try project.run("check")
    #expect(outcome.status == 1 && outcome.errors.contains("must be plain words"), "\(outcome.errors)")
    try project.replace(
      option, with: series.isEmpty ? "series: [{y: [1, 2]}]" : "x-label: t in s", in: "report/a.md")
    #expect(try project.run("check").status == 0)
  }
}
