import Foundation
import TestSupport
import Testing

/// Links, what they lead to, and the names of files, in the forms that people write.
@Suite struct LinkTests {
  private static func project(_ text: String, file: String? = nil) throws -> Scratch {
    let project = try Scratch([
      "report/report.yml": "title: Links\nchapters: [a.md, deep/b c.md]\n",
      "report/a.md": "---\ntitle: A\n---\n\n\(text)\n",
      "report/deep/b c.md":
        "---\ntitle: B\n---\n\n## Two *words*\n\n## Two words\n\n## Own {#own}\n\n## Größe & Maß\n\n## 数字\n\n## Cafe\u{301}\n",
    ])
    if let file {
      try project.copy(
        Checkout.root.appending(path: "Tests/ReportTests/Paper/latin/report/sketch.png"), to: "report/\(file)"
      )
    }
    return project
  }

  @Test(
    "a heading is a target",
    arguments: [
      ("[x](<deep/b c.md#two-words>)", "deep/b%20c.html#two-words"),
      ("[x](deep/b%20c.md#two-words)", "deep/b%20c.html#two-words"),
      ("[x](<deep/b c.md#two-words-2>)", "deep/b%20c.html#two-words-2"),
      ("[x](<deep/b c.md#own>)", "deep/b%20c.html#own"),
      ("[x](<./deep/../deep/b c.md#own>)", "deep/b%20c.html#own"),
      ("[x](<deep/b c.md#größe-maß>)", "deep/b%20c.html#gr%C3%B6%C3%9Fe-ma%C3%9F"),
      ("[x](<deep/b c.md#gr%C3%B6%C3%9Fe-ma%C3%9F>)", "deep/b%20c.html#gr%C3%B6%C3%9Fe-ma%C3%9F"),
      ("[x](<deep/b c.md#gro\u{308}ße-maß>)", "deep/b%20c.html#gr%C3%B6%C3%9Fe-ma%C3%9F"),
      ("[x](<deep/b c.md#数字>)", "deep/b%20c.html#%E6%95%B0%E5%AD%97"),
      ("[x]\n\n[x]: <deep/b c.md#own> \"Title\"", "deep/b%20c.html#own"),
      ("[*x*][y]\n\n[y]: <deep/b c.md>", "deep/b%20c.html"),
      ("[x](<deep/b c.md#caf%C3%A9>)", "deep/b%20c.html#caf%C3%A9"),
      ("[x](#here)\n\n### Here", "#here"),
    ])
  func headings(source: String, target: String) throws {
    let project = try Self.project(source)
    let outcome = try project.run("build")
    try #require(outcome.status == 0, "\(outcome.errors)")
    let page = try project.read("site/a.html")
    #expect(page.contains("<p><a href=\"\(target)\""), "\(page)")
    try project.expectWholeLinks()
  }

  @Test(
    "a heading that is not there is told, with the ones that are",
    arguments: [
      ("[x](<deep/b c.md#two-word>)", "two-words"), ("[x](<deep/b c.md#Own>)", "own"),
      ("[x](<deep/b c.md#two-words-3>)", "two-words"), ("[x](#gone)", "gone"), ("[x](a.md#gone)", "gone"),
      ("[x](#%67one)", "gone"), ("[x](<deep/c.md#own>)", "deep/c.md"), ("[x](<../deep/b c.md>)", "../deep"),
      ("[x](<deep/B C.md>)", "deep/B C.md"), ("[x](b.html)", "b.html"),
      ("[x]\n\n[x]: <deep/b c.md#gone>", "gone"), ("![x](gone.png)", "gone.png"),
    ])
  func missing(source: String, named: String) throws {
    let outcome = try Self.project(source).run("check")
    #expect(outcome.status == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains("report/a.md:") && outcome.errors.contains(named), "\(outcome.errors)")
  }

  @Test(
    "a file has any name",
    arguments: [
      ("a b.png", "![x](<a b.png>)"), ("a b.png", "![x](a%20b.png)"), ("$a$.png", "![x]($a$.png)"),
      ("a&b.png", "![x](a&b.png)"), ("fig:1.png", "![x](fig:1.png)"), ("a#b.png", "![x](a%23b.png)"),
      ("100%.png", "![x](100%25.png)"), ("a?b.png", "![x](a%3Fb.png)"), ("a(b).png", "![x](a(b).png)"),
      ("größe.png", "![x](größe.png)"), ("gro\u{308}ße.png", "![x](größe.png)"),
      ("größe.png", "![x](gro\u{308}ße.png)"), ("数字.png", "![x](数字.png)"), ("@name.png", "![x](@name.png)"),
      ("a_b_*c*.png", "![x](<a_b_*c*.png>)"), ("it's \"q\".png", "![x](<it's \"q\".png>)"),
      ("deep/😀.png", "![x](deep/😀.png)"), ("-dash.png", "![x](-dash.png)"),
      ("{{x}}.png", "![x](<{{x}}.png>)"),
      ("a.PNG", "![x](a.PNG)"),
    ])
  func names(file: String, source: String) throws {
    let project = try Self.project(source, file: file)
    let outcome = try project.run("build")
    try #require(outcome.status == 0, "\(outcome.errors)")
    try project.expectWholeLinks()
    let page = try project.read("site/a.html")
    #expect(page.contains("<img src=\"files/"), "\(page)")
  }

  @Test(
    "a file behind a symbolic link is that file",
    arguments: ["beside", "report/deep/beside", "report/other"]) func symbolicLinks(folder: String) throws
  {
    let project = try Self.project("![x](pic.png) ![y](linked/deep.png)", file: "sketch.png")
    try project.createFolder(folder)
    for name in ["one.png", "deep.png"] {
      try FileManager.default.copyItem(
        at: project.url("report/sketch.png"), to: project.url("\(folder)/\(name)"))
    }
    try FileManager.default.createSymbolicLink(
      at: project.url("report/pic.png"), withDestinationURL: project.url("\(folder)/one.png"))
    try FileManager.default.createSymbolicLink(
      at: project.url("report/linked"), withDestinationURL: project.url(folder))
    let outcome = try project.run("build")
    try #require(outcome.status == 0, "\(outcome.errors)")
    try project.expectWholeLinks()
    #expect(project.exists("site/files/pic.png"))
  }
}
