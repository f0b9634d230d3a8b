import Foundation
import TestSupport
import Testing

/// `report diff` of commits, and its page.
@Suite struct DiffPageTests {
  /// The sample in a repository of two commits: in the second the network is trained at another rate, and a caption is
  /// another one.
  private static func twoCommits() throws -> Scratch {
    let project = try Scratch.locked()
    try project.git("init", "-q")
    try project.commitAll("first")
    try project.replace("rate: 0.002", with: "rate: 0.001", in: "report/02-training.md")
    try project.replace("The mean, with", with: "A mean, with", in: "report/01-data.md")
    guard try project.run("build", "--update-lock").status == 0 else { throw Failed() }
    try project.commitAll("second")
    return project
  }

  private struct Failed: Error {}

  @Test("of two commits it tells results, files and options", .enabled(if: Tools.has("git")))
  func commits() throws {
    let project = try Self.twoCommits()
    let branch = try project.git("rev-parse", "--abbrev-ref", "HEAD")
    try project.git("tag", "first", "HEAD~1")
    let short = try project.git("rev-parse", "--short", "HEAD~1")
    for old in ["HEAD~1", "first", short, "\(branch)~1"] {
      let outcome = try project.run("diff", old, "HEAD")
      #expect(outcome.status == 1, "\(old): \(outcome.errors)")
      #expect(
        outcome.output.contains(#/\nquick denoiser: key.*loss 0\.[0-9]+ -> 0\.[0-9]+/#)
          || outcome.output.contains("quick denoiser: "), "\(outcome.output)")
      #expect(outcome.output.contains(#/figures\/cleaned\/panel-3-1\.png: [0-9]+ pixels differ/#))
      #expect(outcome.output.contains(#/01-data\.html: [0-9]+ lines? -> /#))
    }
    #expect(try project.run("diff", "HEAD", "HEAD").output == "nothing changed\n")
    #expect(try project.run("diff", "HEAD", "site").output == "nothing changed\n")
    let unknown = try project.run("diff", "HEAD~7", "HEAD")
    #expect(unknown.status == 2 && unknown.errors.contains("two commits of the report's repository"))
  }

  @Test(
    "the page has both pictures under a slider, curves over one another, and the options",
    .enabled(if: Tools.has("git")))
  func page() throws {
    let project = try Self.twoCommits()
    let outcome = try project.run("diff", "HEAD~1", "HEAD", "--page", "changes.html")
    #expect(
      outcome.status == 1 && outcome.output.hasSuffix("the page is changes.html\n"), "\(outcome.errors)")
    let page = try project.read("changes.html")
    #expect(HTMLPage(page).flaw == nil, "\(HTMLPage(page).flaw ?? "")")
    #expect(page.contains("<pre><del>- rate: 0.002</del>\n<ins>+ rate: 0.001</ins></pre>"))
    #expect(page.contains("<h2>Figure 2.1: denoiser</h2>"))
    #expect(page.contains(#/quick: loss 0\.[0-9]+ -&gt; 0\.[0-9]+/#))
    #expect(!page.contains("digits/panel"), "a picture whose pixels are the same is not shown")
    let browser = try Browser()
    try browser.open(project.url("changes.html"))
    #expect(
      try browser.evaluate("[...document.images].every((one) => one.complete && one.naturalWidth > 0)")
        == "true")
    #expect(try browser.evaluate("document.querySelectorAll('.plot svg').length") == "2")
    #expect(try browser.text(of: ".plot svg").contains("loss, old"))
    let second = "document.querySelector('.slider img + img').style.clipPath"
    #expect(try browser.evaluate(second) == "inset(0px 0px 0px 50%)")
    try browser.evaluate("document.querySelector('.slider input').focus()")
    try browser.press("Home")
    #expect(try browser.evaluate(second) == "inset(0px 0px 0px 0%)")
    #expect(browser.complaints == [])
  }

  @Test("what a lock lacks, or no file is named for, is a wrong usage") func usage() throws {
    let project = try Scratch.locked()
    for (arguments, says) in [
      ([LockTests.lock, LockTests.lock, "--page", "a.html"], "--page shows figures"),
      (["site", "site", "--page", "a.txt"], "ends with .html"),
      ([LockTests.lock, "site"], "name two of one kind"), (["site", "HEAD"], "There is no 'HEAD'"),
    ] {
      let outcome = try project.run(["diff"] + arguments)
      #expect(outcome.status == 2 && outcome.errors.contains(says), "\(arguments): \(outcome.errors)")
    }
  }

  @Test("no program that a stranger's repository names runs", .enabled(if: Tools.has("git"))) func stranger()
    throws
  {
    let project = try Self.twoCommits()
    let touch = "touch \(project.url("ran").path)"
    for name in ["core.fsmonitor", "core.sshCommand", "core.pager", "filter.x.smudge", "diff.external"] {
      try project.git("config", name, touch)
    }
    try project.write("* filter=x\n", to: ".git/info/attributes")
    try project.write("#!/bin/sh\n\(touch)\n", to: ".git/hooks/post-checkout")
    chmod(project.url(".git/hooks/post-checkout").path, 0o755)
    #expect(try project.run("diff", "HEAD~1", "HEAD").status == 1)
    #expect(!project.exists("ran"))
  }
}
