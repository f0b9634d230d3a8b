import Foundation
import TestSupport
import Testing

/// The pages that readers open.
@Suite struct SiteTests {
  /// All pages of a site by name.
  @Test("every link leads to a file and an id that exist, and every tag is closed") func links() throws {
    let project = try SampleReport.built()
    #expect(
      try project.pages().keys.sorted() == ["01-data.html", "02-training.html", "figures.html", "index.html"])
    try project.expectWholeLinks()
  }

  @Test("the site works after a move of the folder") func move() throws {
    let project = try SampleReport.built()
    try project.createFolder("else where")
    try FileManager.default.moveItem(at: project.url("site"), to: project.url("else where/über"))
    try project.expectWholeLinks(in: "else where/über")
  }

  @Test("figures, tables and equations are numbered by chapter and referred to across chapters")
  func numbers() throws {
    let project = try SampleReport.built()
    let first = try project.read("site/01-data.html")
    let second = try project.read("site/02-training.html")
    #expect(
      first.contains(##"<strong><a class="permalink" href="#digits">Figure 1.1</a>.</strong> Four images."##))
    #expect(first.contains(">Figure 1.2</a>.</strong>"))
    #expect(first.contains(##"<a class="reference" href="#digits">Figure 1.1</a>"##))
    #expect(first.contains(#"<a class="reference" href="02-training.html#cleaned-b">Figure 2.2 b</a>"#))
    #expect(first.contains(#"There are <span class="value">160</span> images."#))
    #expect(second.contains(">Figure 2.3</a>.</strong> The loss alone."))
    #expect(second.contains(">Table 2.1</a>.</strong>"))
    #expect(second.contains(##"<a class="reference" href="#loss">Equation (2.1)</a>"##))
    #expect(second.contains(#"<a href="01-data.html">the data</a>"#))
    #expect(second.contains(#"<span class="number">(2.1)</span>"#))
  }

  @Test("raw HTML is left out and links that would run a script are dropped") func hostile() throws {
    let project = try SampleReport.built()
    try project.write(
      """
      ---
      title: "<script>alert(1)</script> & <b>"
      order: 3
      summary: "\\"><script>alert(2)</script>"
      ---

      <script>alert(3)</script>

      Text <img src=x onerror=alert(4)> and [run](javascript:alert(5)), [more](JaVaScRiPt:alert\\(6\\)),
      [data](data:text/html;base64,PHNjcmlwdD4=), ![picture](javascript:alert(7)), [vb](vbscript:x),
      <javascript:alert(8)>, [file](file:///etc/passwd).

      ## Heading <script>alert(9)</script> "quoted" & 'more'

      ```{mean-image} hostile
      data: ./digits
      caption: '<script>alert(10)</script> [run](javascript:alert(11)) $x < y$'
      alt: '"><script>alert(12)</script>'
      ```

      ```{table} hostile-table
      columns: ["<script>alert(13)</script>", b]
      rows: [["<b>x</b>", "&amp;"]]
      caption: A table.
      ```
      """, to: "report/03-hostile.md")
    let outcome = try project.run("build")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let text = try project.read("site/03-hostile.html")
    let page = HTMLPage(text)
    let scripts = page.tags.filter { $0.name == "script" && !$0.isClosing }.map { $0.attributes["src"] }
    #expect(scripts == [nil, nil, "assets/look.js"])
    #expect(!page.tags.contains { $0.attributes.keys.contains { $0.hasPrefix("on") } })
    for (tag, address) in page.addresses where tag != "link" {
      #expect(!address.contains(#/^(?i)\s*(javascript|vbscript|data|file):/#), "\(address)")
    }
    #expect(page.flaw == nil)
    try project.expectWholeLinks()
  }

  @Test("a picture beside the chapters is copied, and a link out of the folder is not") func files() throws {
    let project = try SampleReport.built()
    try project.write("fine", to: "report/pictures/a b.png")
    let outside = try Scratch()
    let secret = try outside.write("secret", to: "secret.txt")
    try FileManager.default.createSymbolicLink(at: project.url("report/link.txt"), withDestinationURL: secret)
    let front = "---\ntitle: Files\norder: 3\n---\n\n"
    try project.write(front + "![A](pictures/a%20b.png) [B](<pictures/a b.png>)\n", to: "report/03-files.md")
    #expect(try project.run("build").status == 0)
    #expect(try project.read("site/files/pictures/a b.png") == "fine")
    try project.expectWholeLinks()
    try project.write(front + "[A](link.txt)\n", to: "report/03-files.md")
    let outcome = try project.run("build")
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.hasPrefix(
        "report/03-files.md:6:5: error: the link's target 'link.txt' cannot be read: it leads"),
      "\(outcome.errors)")
  }

  @Test("a file that is linked by several spellings of its path is copied once, and the site then left alone")
  func spellings() throws {
    let project = try SampleReport.built()
    try project.write("notes", to: "report/notes/a.txt")
    try project.write(
      try project.read("report/01-data.md") + "\n[a](notes/a.txt) [b](./notes/a.txt) [c](notes//a.txt)\n",
      to: "report/01-data.md")
    try project.write(
      try project.read("report/02-training.md") + "\n[d](notes/./a.txt) [e](./01-data.md#digits)\n",
      to: "report/02-training.md")
    let outcome = try project.run("build")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try project.read("site/files/notes/a.txt") == "notes")
    let page = try project.read("site/01-data.html")
    #expect(page.ranges(of: "href=\"files/notes/a.txt\"").count == 3)
    #expect(try project.read("site/02-training.html").contains("href=\"01-data.html#digits\""))
    let first = try project.number(of: "site/index.html")
    #expect(try project.run("build").status == 0)
    #expect(try project.number(of: "site/index.html") == first)
  }

  @Test("the same chapters with CRLF, a byte order mark or neither make the same site") func lineEnds() throws
  {
    let project = try SampleReport.built()
    let site = try project.snapshot(of: "site")
    for path in ["report/report.yml", "report/01-data.md", "report/02-training.md"] {
      try project.write("\u{FEFF}" + (try project.read(path)).replacing("\n", with: "\r\n"), to: path)
    }
    let outcome = try project.run("build")
    #expect(outcome.errors == "0 of 6 blocks ran; the site is site/index.html (TIME)\n")
    #expect(try project.snapshot(of: "site") == site)
  }

  @Test("headings that share a block's id or each other's text have distinct fragments") func headings()
    throws
  {
    let project = try SampleReport.built()
    let text =
      "---\ntitle: H\norder: 3\n---\n\n## Digits\n\n## Loss\n\n## Loss\n\n## loss-2\n\n## cleaned b\n\n## content\n\n## Größe ∑\n\n## ***\n\n## $x^2$ and @digits\n\n```{mean-image} the-mean\ndata: ./digits\ncaption: A.\nalt: B.\n```\n"
    try project.write(text, to: "report/03-h.md")
    let outcome = try project.run("build")
    #expect(outcome.status == 0, "\(outcome.errors)")
    try project.expectWholeLinks()
  }

  @Test("chapters and pictures with any name are reached by their links") func names() throws {
    let project = try SampleReport.built()
    let name = "03 größe #1? 100% a\"b'c&d<e>"
    try project.write("fine", to: "report/pictures/a#b?c%20d.png")
    try project.write(
      "---\ntitle: Name\norder: 3\n---\n\n## Here\n\n![A](pictures/a%23b%3Fc%2520d.png)\n\n"
        + "```{mean-image} far\ndata: ./digits\ncaption: A.\nalt: B.\n```\n",
      to: "report/\(name).md")
    let address = "03%20größe%20%231%3F%20100%25%20a%22b'c%26d%3Ce%3E.md#here"
    try project.write(
      "---\ntitle: Links\norder: 4\n---\n\n@far [here](\(address))\n", to: "report/04-links.md")
    let outcome = try project.run("build")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(project.exists("site/\(name).html"))
    #expect(try project.read("site/files/pictures/a#b?c%20d.png") == "fine")
    try project.expectWholeLinks()
  }

  @Test("private-use characters of the author's come out as they went in") func privateUse() throws {
    let project = try SampleReport.built()
    try project.write(
      """
      ---
      title: Private \u{E000}
      order: 3
      ---

      a\u{E000}b $x$ `c\u{E000}d` \\\u{E001} **\u{F8FF}** @digits [e](01-data.md "\u{E002}")

          f\u{E000}

      ## g\u{E000}

      """, to: "report/03-private.md")
    #expect(try project.run("build").status == 0)
    let page = Array(try project.read("site/03-private.html").unicodeScalars)
    for text in [
      "a\u{E000}b", "<code>c\u{E000}d</code>", "\\\u{E001}", "<strong>\u{F8FF}</strong>",
      "title=\"\u{E002}\"", "<code>f\u{E000}\n</code>", "</a>g\u{E000}</h2>",
    ] {
      #expect(page.contains(Array(text.unicodeScalars)), "\(text)")
    }
  }
}
