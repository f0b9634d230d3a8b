import Foundation
import TestSupport
import Testing

/// A paper with every construct that a chapter can have, in two scripts, built by the program and opened in a browser.
@Suite struct PaperTests {
  @Test("a paper of all constructs is built, and every link in it leads somewhere") func latin() throws {
    let project = try Self.project("latin")
    let check = try project.run("check")
    #expect(check.status == 0, "\(check.errors)")
    #expect(check.errors.isEmpty, "\(check.errors)")
    #expect(try project.run("build").status == 0)
    let first = try project.read("site/01-introduction.html")
    for text in [
      "<meta name=\"citation_author\" content=\"Ada Lovelace\">",
      "<meta name=\"date\" content=\"2026-11-29\">",
      "“Quotes” become those of print – and so do dashes — and dots…", "It’s an engine of brass",
      ">Section “Aims and means”</a>", "<strong>Table 1.1.</strong> What it <strong>costs</strong>",
      "href=\"method/02-model.html#sec-layers\"", "style=\"width: 25%\"", "<span class=\"k\">def</span>",
      "<div class=\"callout warning\"",
      "<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"☑\">",
      "<del>Nothing</del>", "href=\"references.html#ref-ho2020\" title=\"Ho, Jonathan", "raw HTML omitted",
    ] { #expect(first.contains(text), "\(text)") }
    let second = try project.read("site/method/02-model.html")
    for text in [
      "href=\"../01-introduction.html#sec-aims\"", "src=\"../files/method/beside.png\"",
      "href=\"../assets/style.css\"", "href=\"../references.html#ref-ho2020\"",
      "<p class=\"date\"><time datetime=\"2026-11\">",
      "<td><span class=\"katex\">", "<td><a href=\"../01-introduction.html\">up</a></td>",
    ] { #expect(second.contains(text), "\(text)") }
    #expect(try project.read("site/03-results.html").ranges(of: ">Table 2.1</a>").count == 5)
    let references = try project.read("site/references.html")
    #expect(references.contains("Müller, Jørg") && references.contains("Advances in Neural Information"))
    try project.expectWholeLinks()
    #expect(try project.run("build").errors.contains("0 of 1 block ran"))
  }

  @Test("a paper from right to left says so, in its own words") func arabic() throws {
    let project = try Self.project("arabic")
    #expect(try project.run("build").status == 0)
    let page = try project.read("site/01-start.html")
    for text in [
      "<html lang=\"ar\" dir=\"rtl\">", ">الجدول 1.2</a>", "<strong>الجدول 1.1.</strong>", ">ملاحظة</p>",
      "القسم “القسم الأول”",
    ] { #expect(page.contains(text), "\(text)") }
  }

  @Test(
    "what is wrong with a bibliography or a citation is told with its place",
    arguments: [
      (
        "@article{a, title={x}", "01-introduction.md",
        "report/refs.bib:1:1: error: the entry '@article' that begins here never ends"
      ),
      (
        "@article{a, title={x}}\n@book{a, title={y}}", "",
        "report/refs.bib:2:7: error: the key 'a' is taken by the entry in line 1"
      ),
      ("@misc{, title={x}}", "", "report/refs.bib:1:1: error: the entry '@misc' has no key"),
      ("@misc{ho202, title={x}}", "", "error: nothing has the id 'ho2020'"),
      ("@misc{ho2020, title={x}}", "", "error: the bibliography has no source 'mueller:2021'"),
      (
        "@string{a = \"b\"} @comment{x} @preamble{\"y\"}", "",
        "error: the bibliography has no source 'mueller:2021'"
      ),
      ("@misc{mueller:2021, note = \"an @ and {a \\} brace}\"}", "", "error: nothing has the id 'ho2020'"),
      ("text only", "", "error: the bibliography has no source 'mueller:2021'"),
      (
        "@misc{ho2020,\n@misc{b,}", "",
        "report/refs.bib:1:1: error: the entry '@misc' that begins here never ends"
      ),
      ("@misc(ho2020, title={x})", "", "error: the bibliography has no source 'mueller:2021'"),
    ])
  func bibliography(text: String, file: String, message: String) throws {
    let project = try Self.project("latin")
    try project.write(text, to: "report/refs.bib")
    let check = try project.run("check")
    #expect(check.status == 1)
    #expect(check.errors.contains(message), "\(check.errors)")
  }

  @Test(
    "metadata that no page should have is refused",
    arguments: [
      ("date: 2026-11-29", "date: 2026-02-30", "'date' must be a date"),
      ("date: 2026-11-29", "date: today", "'date' expects a date"),
      ("1825-0097", "1825-0098", "'orcid' must be an ORCID"),
      ("affiliation:", "afiliation:", "did you mean 'affiliation'?"),
      ("- name: Ada Lovelace", "- nam: Ada Lovelace", "unknown option 'nam'"),
      ("keywords: [", "keywords: {a: [", "not valid YAML"),
      ("licence: \"[CC", "licence: \"\\alpha [CC", "in double quotation marks"),
      ("bibliography: refs.bib", "bibliography: no.bib", "'bibliography' names the file 'no.bib'"),
      ("machine: an", "Machine: an", "no variable 'machine'"),
      ("  - method/02-model.md", "  - ../02-model.md", "'../02-model.md' is no chapter's file name"),
      ("smart-quotes: true", "smart-quotes: yes", "'smart-quotes' expects true or false"),
      ("title: Noise", "words: {figur: x}\ntitle: Noise", "did you mean 'figure'?"),
    ])
  func metadata(old: String, new: String, message: String) throws {
    let project = try Self.project("latin")
    try project.write(
      try project.read("report/report.yml").replacing(old, with: new), to: "report/report.yml")
    let check = try project.run("check")
    #expect(check.status == 1)
    #expect(check.errors.contains(message), "\(check.errors)")
  }

  @Test("brackets around the report's own things keep their words, and what follows a key is kept")
  func words() throws {
    let project = try Self.project("latin")
    try project.write(
      "---\ntitle: Words\n---\n\nA [see @sizes, on the left; @eq-noise] B @ho2020/b C ![a [x @sizes, y]](sketch.png)\n",
      to: "report/03-results.md")
    let outcome = try project.run("build")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let page = try project.read("site/03-results.html")
    #expect(
      page.contains(
        "A [see <a class=\"reference\" href=\"method/02-model.html#sizes\">Table 2.1</a>, on the left; <a"))
    #expect(page.contains("(<a href=\"references.html#ref-ho2020\""))
    #expect(page.contains(")</span>/b C "), "\(page)")
    #expect(page.contains("alt=\"a [x Table 2.1, y]\""))
  }

  @Test("tables of included files are counted where they are included") func includedTables() throws {
    let project = try Self.project("latin")
    try project.write("| a |\n|---|\n| b |\n\nTable: Included. {#included}\n", to: "report/_table.md")
    let block = { (id: String) in "```{table} \(id)\ncolumns: [a]\nrows: [[b]]\ncaption: C.\n```\n\n" }
    try project.write(
      "---\ntitle: Order\n---\n\n" + block("first") + "{{< include _table.md >}}\n\n" + block("third")
        + "@first, @included, @third, @sizes\n", to: "report/03-results.md")
    let outcome = try project.run("build")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let page = try project.read("site/03-results.html")
    let labels = page.matches(of: #/class="reference" href="[^"]*">(Table 3\.[0-9])<\/a>/#).map {
      String($0.1)
    }
    #expect(labels == ["Table 3.1", "Table 3.2", "Table 3.3"])
  }

  @Test(
    "what would be lost beside sources is told",
    arguments: [
      ("[@ho2020; @sizes]", "'@sizes' is no source, but stands in brackets with sources"),
      ("[see @ho2021]", "the bibliography has no source 'ho2021'"),
    ])
  func brackets(text: String, message: String) throws {
    let project = try Self.project("latin")
    try project.write("---\ntitle: Words\n---\n\n\(text)\n", to: "report/03-results.md")
    let check = try project.run("check")
    #expect(check.status == 1 && check.errors.contains(message), "\(check.errors)")
  }

  @Test("a chapter does not take the place of the references") func referencesChapter() throws {
    let project = try Self.project("latin")
    try project.write("---\ntitle: R\n---\n", to: "report/references.md")
    try project.replace(
      "  - 03-results.md", with: "  - 03-results.md\n  - references.md", in: "report/report.yml")
    let check = try project.run("check")
    #expect(check.status == 1)
    #expect(
      check.errors.contains("report/references.md: error: a chapter of a report with a bibliography cannot"),
      "\(check.errors)")
  }

  /// A paper of the folder Paper, not yet built.
  static func project(_ name: String) throws -> Scratch {
    let scratch = try Scratch()
    let source = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(
      path: "Paper/\(name)/report")
    try FileManager.default.createDirectory(at: scratch.root, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: source, to: scratch.url("report"))
    return scratch
  }
}
