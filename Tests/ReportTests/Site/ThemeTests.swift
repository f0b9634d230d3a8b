import Foundation
import TestSupport
import Testing

/// Themes: folders that say how the pages look.
@Suite struct ThemeTests {
  /// The sample with a theme: a template, an added style sheet, a font and a picture.
  static func themed(_ base: Scratch? = nil, at folder: String = "report/warm", named: String = "warm") throws
    -> Scratch
  {
    let project = try base ?? SampleReport.built()
    try project.write(SampleReport.manifest + "theme: \(named)\n", to: "report/report.yml")
    try project.write(
      ":root { --paper: light-dark(#fff0e0, #201008); }\nmain { background: url(leaf.svg); }\n",
      to: "\(folder)/theme.css")
    try project.write(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"/>\n",
      to: "\(folder)/assets/leaf.svg")
    try project.write("document.documentElement.dataset.theme = 'warm';\n", to: "\(folder)/assets/theme.js")
    try project.write(
      "</main>\n</div>\n<script src=\"{{root}}assets/theme.js\"></script>\n</body>\n</html>\n",
      to: "\(folder)/closing.mustache")
    return project
  }

  @Test("a theme's templates, style sheets and files make the site, and the report's own stand above it")
  func layers() throws {
    let project = try Self.themed()
    let build = try project.run("build")
    #expect(build.status == 0, "\(build.errors)")
    let style = try project.read("site/assets/style.css")
    #expect(style.contains("figure.block { margin") && style.contains("#fff0e0"))
    #expect(project.exists("site/assets/leaf.svg"))
    #expect(try project.read("site/01-data.html").contains("<script src=\"assets/theme.js\"></script>"))
    #expect(try project.read("site/SHA256SUMS").contains("  assets/leaf.svg\n"))
    // Its style sheet in the place of the built-in one.
    try project.write("body { color: red; }\n", to: "report/warm/style.css")
    #expect(try project.run("build").status == 0)
    let other = try project.read("site/assets/style.css")
    #expect(!other.contains("figure.block { margin") && other.contains("color: red"))
    #expect(other.contains("#fff0e0"))
    // The report's own.
    try project.write("body { color: blue; }\n", to: "templates/style.css")
    try project.write("</main>\n</div>\n<p>own</p>\n</body>\n</html>\n", to: "templates/closing.mustache")
    try project.write("<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n", to: "templates/assets/leaf.svg")
    #expect(try project.run("build").status == 0)
    #expect(try project.read("site/01-data.html").contains("<p>own</p>"))
    let own = try project.read("site/assets/style.css")
    #expect(own.contains("blue") && !own.contains("red") && own.contains("#fff0e0"))
    #expect(try !project.read("site/assets/leaf.svg").contains("width"))
  }

  @Test("a theme started by the program builds, and says nothing that a page shows") func start() throws {
    let project = try SampleReport.built()
    let outcome = try project.run("templates", "--theme", "mine")
    #expect(
      outcome.output
        == "wrote report/mine/theme.css\nreport/report.yml names it by a line: theme: mine\n",
      "\(outcome.errors)")
    #expect(try project.run("templates", "figure", "--theme", "mine").status == 0)
    #expect(try project.names(in: "report/mine").sorted() == ["figure.mustache", "theme.css"])
    let refusal = try project.run("templates", "--theme", "mine")
    #expect(refusal.status == 2 && refusal.errors.contains("report/mine/theme.css exists already"))
    #expect(try project.run("templates", "--theme", "../elsewhere").status == 2)
    let pages = try project.snapshot(of: "site").filter {
      !$0.key.contains("style.css") && !$0.key.contains("SHA")
    }
    try project.write(SampleReport.manifest + "theme: mine\n", to: "report/report.yml")
    let check = try project.run("check")
    #expect(check.status == 0 && check.errors == "", "\(check.errors)")
    #expect(try project.run("build").status == 0)
    let after = try project.snapshot(of: "site").filter {
      !$0.key.contains("style.css") && !$0.key.contains("SHA")
    }
    #expect(after == pages)
  }

  @Test("whatever changes in a theme is seen by the next build and by a strict status") func incremental()
    throws
  {
    let project = try Self.themed()
    #expect(try project.run("build", "--update-lock").status == 0)
    #expect(try project.run("status", "--strict").status == 0)
    let changes: [(String, String)] = [
      ("report/warm/theme.css", "main { color: #123456; }\n"),
      ("report/warm/assets/leaf.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n"),
      ("report/warm/closing.mustache", "</main>\n</div>\n</body>\n</html>\n"),
      ("report/warm/assets/new.txt", "New.\n"),
      ("report/warm/figure.mustache", "<figure id=\"{{id}}\">{{{caption}}}</figure>\n"),
    ]
    for (path, text) in changes {
      try project.write(text, to: path)
      let status = try project.run("status", "--strict")
      #expect(status.status == 1 && status.errors.contains("report build"), "\(path): \(status.errors)")
      let build = try project.run("build")
      #expect(build.status == 0 && !build.errors.contains("nothing has changed"), "\(path): \(build.errors)")
      #expect(try project.run("status", "--strict").status == 0, "\(path)")
    }
    try project.remove("report/warm/assets/new.txt")
    #expect(try project.run("build").status == 0)
    #expect(!project.exists("site/assets/new.txt"))
  }

  @Test("a preview shows what is saved in a theme, wherever in the project it lies") func preview() throws {
    let project = try TextReport.fresh()
    try project.write("main { color: #111; }\n", to: "looks/theme.css")
    let manifest = try project.read("report/report.yml")
    try project.write(manifest + "theme: ../looks\n", to: "report/report.yml")
    let served = try ServedReport(project)
    try served.wait(for: "the theme") { try served.get("/assets/style.css").text.contains("#111") }
    try project.write("main { color: #222; }\n", to: "looks/theme.css")
    try served.wait(for: "its change") { try served.get("/assets/style.css").text.contains("#222") }
    try project.write("main { background: url(none.png); }\n", to: "looks/theme.css")
    try served.wait(for: "a complaint") { try !served.state().problems.isEmpty }
    #expect(try served.state().problems.first?.contains("looks/theme.css:1:24") == true)
    try project.write("main { color: #333; }\n", to: "looks/theme.css")
    try served.wait(for: "its mending") { try served.get("/assets/style.css").text.contains("#333") }
    try served.wait(for: "no complaint") { try served.state().problems.isEmpty }
  }

  @Test("an archive carries a theme, and is none without it") func archive() throws {
    let inside = try Self.themed(at: "looks", named: "../looks")
    #expect(try inside.run("build", "--update-lock").status == 0)
    let archive = try inside.run("archive", "one.zip")
    #expect(archive.status == 0, "\(archive.errors)")
    let folder = try Scratch(named: "hand-ins")
    try folder.copy(inside.url("one.zip"), to: "one.zip")
    let verified = try folder.run("verify", "one.zip", "--json")
    #expect(verified.status == 0 && verified.output.contains("reproduced"), "\(verified.output)")

    let elsewhere = try Scratch(named: "elsewhere")
    try elsewhere.write("main { color: #111; }\n", to: "looks/theme.css")
    let place = elsewhere.url("looks").path
    try inside.write(SampleReport.manifest + "theme: \(place)\n", to: "report/report.yml")
    let refused = try inside.run("check")
    #expect(refused.status == 3 && refused.errors.contains("--allow \(place)"), "\(refused.errors)")
    #expect(try inside.run("build", "--update-lock", "--allow", place).status == 0)
    #expect(try inside.read("site/assets/style.css").contains("#111"))
    let none = try inside.run("archive", "two.zip", "--allow", place)
    #expect(none.status == 1 && none.errors.contains("the theme lies elsewhere"), "\(none.errors)")
  }

  @Test("one page carries what a theme's style sheet and templates load") func singlePage() throws {
    let project = try Self.themed()
    #expect(try project.run("build", "--single-file").status == 0)
    let page = try project.read("report.html")
    #expect(page.contains("background: url(\"data:image/svg+xml;base64,"))
    #expect(page.contains("<script src=\"data:text/javascript;base64,"))
  }

  @Test("a file that nothing reads is warned of, in a theme and among the report's own") func strangers()
    throws
  {
    let project = try Self.themed()
    try project.write("x", to: "report/warm/figur.mustache")
    try project.write("Why it looks so.", to: "report/warm/README.md")
    try project.write("x", to: "templates/logo.png")
    let check = try project.run("check")
    #expect(check.status == 0)
    #expect(
      check.errors.contains("report/warm/figur.mustache: warning: no template or style sheet is called"))
    #expect(check.errors.contains("did you mean 'figure.mustache'?"))
    #expect(check.errors.contains("templates/logo.png: warning: ") && !check.errors.contains("README"))
    #expect(try project.run("build").status == 0)
  }

  @Test("the folder of the built-in templates says nothing of a report's pages, unless one is changed")
  func builtIn() throws {
    let project = try SampleReport.built()
    let style = try project.read("site/assets/style.css")
    try project.copy(Checkout.root.appending(path: "templates"), to: "templates")
    let build = try project.run("build")
    #expect(build.status == 0 && !build.errors.contains("warning"), "\(build.errors)")
    #expect(try project.read("site/assets/style.css") == style)
    try project.replace("<figure id", with: "<figure data-own id", in: "templates/figure.mustache")
    #expect(try project.run("build").errors.contains("templates/Templates.swift: warning: "))
    #expect(try project.read("site/01-data.html").contains("<figure data-own id=\"digits\""))
  }

  @Test("a link out of a theme's folder is refused, and so is a folder of links") func links() throws {
    let project = try Self.themed()
    try project.write("secret", to: "notes.txt")
    try FileManager.default.createSymbolicLink(
      at: project.url("report/warm/assets/notes.txt"), withDestinationURL: project.url("notes.txt"))
    try FileManager.default.createSymbolicLink(
      at: project.url("report/warm/assets/all"), withDestinationURL: project.url("report"))
    try FileManager.default.createSymbolicLink(
      at: project.url("report/warm/assets/same.svg"),
      withDestinationURL: project.url("report/warm/assets/leaf.svg"))
    let check = try project.run("check")
    #expect(
      check.errors == """
        report/warm/assets/all: error: the folder is a link; a theme has its files in folders of its own
          help: put what it leads to in its place
        report/warm/assets/notes.txt: error: the link leads out of the theme's folder
          help: put what it leads to in its place
        2 mistakes

        """, "\(check.errors)")
  }
}

extension DrivenBrowser {
  /// A theme's style in a real browser.
  @Suite struct ThemePageTests {
    @Test("a theme's colours hold in light and in dark, and its files load", arguments: [false, true])
    func colours(_ isDark: Bool) throws {
      let project = try ThemeTests.themed()
      #expect(try project.run("build").status == 0)
      let browser = try Browser(isDark: isDark)
      try browser.open(project.url("site/01-data.html"))
      let paper = try browser.evaluate("getComputedStyle(document.documentElement).backgroundColor")
      #expect(paper.contains(isDark ? "rgb(32, 16, 8)" : "rgb(255, 240, 224)"), "\(paper)")
      #expect(try browser.evaluate("document.documentElement.dataset.theme").contains("warm"))
      #expect(browser.requests.contains { $0.hasSuffix("site/assets/leaf.svg") })
      #expect(browser.requests.allSatisfy { $0.hasPrefix("file:") || $0.hasPrefix("data:") })
      #expect(browser.complaints == [])
    }
  }
}
