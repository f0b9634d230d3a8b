import Foundation
import TestSupport
import Testing

/// Nothing that a store holds reaches a page unchecked: it may have come with the report.
@Suite struct PreparedStoreTests {
  /// Where a script goes in, and how.
  private static let scripts: [(text: String, prepared: String)] = [
    ("</svg>", "<script>alert(1)</script></svg>"), ("<svg ", "<svg onload=\"alert(1)\" "),
    ("<title", "<a href=\"javascript:alert(1)\"></a><title"), ("<style>", "<style>body{display:none}"),
    ("<style>", "<style>@import 'http://elsewhere.example/a.css';"),
    ("</svg>", "<foreignObject></foreignObject></svg>"),
    ("</svg>", "</svg></div><div>"), ("</svg>", "<image href=\"http://elsewhere.example/a.png\"/></svg>"),
    ("<title", "<!-- --><title"), ("<title", "<title id='x'"),
  ]

  @Test("a drawing with more in it than a plot draws is made again", arguments: scripts)
  func drawings(text: String, prepared: String) throws {
    let project = try SampleReport.built()
    let site = try project.snapshot(of: "site")
    let entry = try project.entry(of: "losses")
    try project.replace(text, with: prepared, in: "\(entry)/plot.svg")
    try project.sign("plot.svg", in: entry)
    let outcome = try project.run("build")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("warning: the stored result of 'losses' is damaged"), "\(outcome.errors)")
    #expect(try project.snapshot(of: "site") == site)
  }

  @Test(
    "a formula with more in it than KaTeX writes is set again",
    arguments: [
      "<script>alert(1)</script>", "<span onclick=\"alert(1)\"></span>",
      "<a href=\"javascript:alert(1)\">a</a>",
      "<span style=\"position:fixed;top:0\"></span>",
      "<span style=\"background:url(http://elsewhere.example)\"></span>",
      "</span>", "<span>", "<img src=x onerror=alert(1)>", "<svg><style>*{}</style></svg>",
    ]) func formulas(prepared: String) throws
  {
    let project = try SampleReport.built()
    let site = try project.snapshot(of: "site")
    let cache = try project.read(".report/formulas").split(separator: "\0")  // hashes and markup in turns
    #expect(cache.count >= 2)
    let poisoned = cache.enumerated().map { $0.isMultiple(of: 2) ? String($1) : $1 + prepared }
    try project.write(poisoned.map { $0 + "\0" }.joined(), to: ".report/formulas")
    #expect(try project.run("build").status == 0)
    #expect(try project.snapshot(of: "site") == site)
  }

  @Test("whatever KaTeX makes of a formula need not be set twice") func accepted() throws {
    let project = try SampleReport.built()
    let formulas = try String(
      contentsOf: Checkout.root.appending(path: "Tests/ReportTests/Formulas/katex.txt"), encoding: .utf8
    )
    .split(separator: "\n")
    #expect(formulas.count > 40)
    let text = formulas.map { "$$\n\($0)\n$$" }.joined(separator: "\n\n")
    try project.write("---\ntitle: F\norder: 3\n---\n\n\(text)\n", to: "report/03-formulas.md")
    let first = try project.run("build")
    #expect(first.status == 0, "\(first.errors)")
    // Without node nothing can be set anew.
    let second = try project.run("check", environment: ["PATH": "/nonexistent"])
    #expect(second.status == 0, "\(second.errors)")
  }

  @Test(
    "an entry names only files of its own, with the endings that a page shows",
    arguments: [
      "sub/../../../../out.png", "/etc/hostname", "p.html", ".hidden.png", "panel-9-9.png", "",
    ]) func paths(path: String) throws
  {
    let project = try SampleReport.built()
    let site = try project.snapshot(of: "site")
    let entry = try project.entry(of: "digits")
    try project.write("<script>", to: "\(entry)/p.html")
    try project.replace(#""path":"panel-1-1.png""#, with: #""path":"\#(path)""#, in: "\(entry)/result.json")
    let outcome = try project.run("build")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("warning: the stored result of 'digits' is damaged"), "\(outcome.errors)")
    #expect(try project.snapshot(of: "site") == site)
  }

  @Test("a link in an entry is no file of it") func links() throws {
    let project = try SampleReport.built()
    let site = try project.snapshot(of: "site")
    let entry = try project.entry(of: "digits")
    try project.copy(project.url("\(entry)/panel-1-1.png"), to: "elsewhere.png")
    try project.remove("\(entry)/panel-1-1.png")
    try FileManager.default.createSymbolicLink(
      at: project.url("\(entry)/panel-1-1.png"), withDestinationURL: project.url("elsewhere.png"))
    let outcome = try project.run("build")
    #expect(outcome.errors.contains("panel-1-1.png is no file"), "\(outcome.errors)")
    #expect(try project.snapshot(of: "site") == site)
  }
}
