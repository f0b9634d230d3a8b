import Foundation
import TestSupport
import Testing

extension DrivenBrowser {
  /// What a page weighs, and how it comes to stand.
  @Suite struct PageLoadTests {
    @Test(
      "nothing moves while a page loads, neither for fonts and pictures nor for the script",
      arguments: [1280, 390])
    func shifts(_ width: Int) throws {
      let project = try ImageChapter.built.get().duplicate()
      let drawing =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"600\" height=\"200\"><path d=\"M0 0h600v200H0z\"/></svg>"
      try project.write(drawing, to: "report/wide.svg")
      try project.write(
        try project.read("report/02-training.md").replacing(
          "See @loss", with: "![A drawing](wide.svg)\n\nSee @loss"),
        to: "report/02-training.md")
      #expect(try project.run("build").status == 0)
      #expect(try project.read("site/02-training.html").contains("width=\"600\" height=\"200\""))
      for page in try project.pages().keys.sorted() {
        // A browser that has been there before has the fonts.
        let browser = try Browser(width: width, moves: true)
        try browser.send(
          "Page.addScriptToEvaluateOnNewDocument",
          [
            "source": """
            window.moved = 0;
            new PerformanceObserver((list) => list.getEntries().forEach((entry) => { moved += entry.value; }))
              .observe({ type: "layout-shift", buffered: true });
            """
          ])
        try browser.open(project.url("site/\(page)"))
        try browser.wait(for: "document.querySelector('.look-open') && document.fonts.status === 'loaded'")
        try browser.evaluate("new Promise((resolve) => setTimeout(resolve, 200))")
        let moved = try #require(Double(try browser.evaluate("moved")))
        #expect(moved <= 0.01, "\(page)")
      }
    }

    @Test("only a page with formulas asks for what they need") func formulas() throws {
      let project = try SampleReport.built()
      for (name, has) in [("01-data", false), ("02-training", true)] {
        let page = try project.read("site/\(name).html")
        #expect(page.contains("katex.min.css") == has, "\(name)")
        #expect(page.contains("document.fonts.load") == has, "\(name)")
      }
    }

    @Test(
      "a page of this project's own report has at most 150 KB, and what all pages share at most 100 KB more")
    func weight() throws {
      let site = Checkout.root.appending(path: "site")
      func weight(_ path: String) throws -> Int { try Data(contentsOf: site.appending(path: path)).count }
      let pages = try FileManager.default.contentsOfDirectory(atPath: site.path).filter {
        $0.hasSuffix(".html")
      }
      #expect(pages.count > 20)
      for page in pages {
        let count = try weight(page)
        #expect((5000...150_000).contains(count), "\(page): \(count)")
      }
      let ofFormulas = try weight("assets/katex/katex.min.css")
      #expect((1000...8000).contains(ofFormulas), "\(ofFormulas)")
      let shared = try ["style.css", "look.css", "look.js"].map { try weight("assets/\($0)") }
      #expect((60_000...100_000).contains(shared.reduce(ofFormulas, +)), "\(shared)")
    }

    @Test("formulas look as with the whole of their style") func styleOfFormulas() throws {
      let project = try SampleReport.built()
      try project.write(
        SampleChapter([
          """
          $$
          \\mathbb{E}_{x \\sim \\mathcal{N}(0, \\mathbf{I})} \\left[ \\Bigl( \\frac{\\sqrt{a}}{\\hat b} \\Bigr)
          \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix} \\right] = \\underbrace{\\sum_{i=1}^n \\text{loss}_i}_{n}
          \\in \\mathfrak{g} \\cup \\mathsf{S} \\cup \\mathtt{t} \\cup {\\Large L} \\cup {\\tiny \\boldsymbol{x}} \\cup \\boxed{y}
          $$
          """
        ]))
      let outcome = try project.run("build")
      try #require(outcome.status == 0, "\(outcome.errors)")
      let katex = try #require(Self.katex)
      let browser = try Browser()
      try browser.open(project.url("site/03-case.html"))
      try browser.evaluate("document.fonts.ready")
      let shown = try browser.picture(of: ".equation")
      try browser.evaluate(
        """
        new Promise((resolve) => {
          const link = document.querySelector("link[href*=katex]");
          link.addEventListener("load", resolve);
          link.href = "\(katex.appending(path: "katex.min.css").absoluteString)";
        })
        """)
      try browser.evaluate("document.fonts.ready")
      #expect(try browser.picture(of: ".equation") == shown)
      try browser.evaluate("document.querySelector('link[href*=katex]').remove()")
      #expect(try browser.picture(of: ".equation") != shown)
    }

    /// Where KaTeX's own style sheet and fonts are.
    private static let katex = [
      ProcessInfo.processInfo.environment["REPORT_KATEX"], "/usr/share/javascript/katex",
      "/opt/homebrew/lib/node_modules/katex/dist",
    ].compactMap(\.self).map { URL(filePath: $0, directoryHint: .isDirectory) }.first {
      FileManager.default.fileExists(atPath: $0.appending(path: "katex.min.css").path)
    }
  }
}
