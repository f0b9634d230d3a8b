import Figures
import Foundation
import TestSupport
import Testing

extension DrivenBrowser {
  /// The pages as readers meet them who see little, use no pointer, or do not like things to move.
  @Suite struct AccessibilityTests {
    /// The checks of axe-core, which `scripts/install-dependencies --tests` installs.
    static let axe = try? String(
      contentsOf: Checkout.root.appending(path: ".build/axe/axe_playwright_python/axe.min.js"),
      encoding: .utf8)

    /// What axe-core finds wrong with the page as it stands. It takes a heading for empty that has a formula alone, since it
    /// does not read MathML as screen readers do.
    private static func violations(_ browser: Browser) throws -> String {
      try browser.send("Runtime.evaluate", ["expression": try #require(axe)])
      return try browser.evaluate(
        """
        axe.run({ exclude: ["th:has(math)"] }, { resultTypes: ["violations"] }).then((result) => result.violations
          .map((one) => one.id + ": " + one.nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(" | ")).join("\\n"))
        """)
    }

    @Test(
      "axe-core finds nothing wrong, with all folds open",
      .enabled(if: axe != nil, "axe-core is not installed"),
      arguments: ["pictures", "latin", "arabic"], [(1280, false), (1280, true), (390, false), (390, true)])
    func audit(_ name: String, _ screen: (width: Int, isDark: Bool)) throws {
      let project = try name == "pictures" ? ImageChapter.built.get() : PaperTests.project(name)
      #expect(try project.run("build").status == 0)
      let browser = try Browser(width: screen.width, isDark: screen.isDark)
      for page in try project.pages().keys.sorted() {
        try browser.open(project.url("site/\(page)"))
        try browser.wait(for: "document.querySelector('.look-open')")
        try browser.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
        let found = try Self.violations(browser)
        #expect(found == "", "\(page)")
      }
    }

    @Test(
      "axe-core finds nothing wrong with any page of this project's own site, with all folds open",
      .enabled(if: axe != nil, "axe-core is not installed"),
      arguments: [(1280, false), (1280, true), (390, false), (390, true)])
    func auditOfSite(_ screen: (width: Int, isDark: Bool)) throws {
      let site = Checkout.root.appending(path: "site")
      let pages = try FileManager.default.contentsOfDirectory(atPath: site.path).filter {
        $0.hasSuffix(".html")
      }
      #expect(pages.count > 20)
      let browser = try Browser(width: screen.width, isDark: screen.isDark)
      for page in pages.sorted() {
        try browser.open(site.appending(path: page))
        try browser.wait(for: "document.querySelector('.look-open')")
        try browser.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
        #expect(try Self.violations(browser) == "", "\(page)")
      }
    }

    @Test(
      "axe-core finds nothing wrong with the viewer and the search, and sees what is",
      .enabled(if: axe != nil, "axe-core is not installed"))
    func auditOfDialogs() throws {
      let browser = try Browser()
      try browser.open(try ImageChapter.built.get().url("site/03-case.html"))
      for figure in ["filled", "steps", "many", "frequencies"] {
        try browser.evaluate("document.querySelector('#\(figure) img').focus()")
        try browser.press("Enter")
        #expect(try Self.violations(browser) == "", "\(figure)")
        try browser.press("Escape")
      }
      try browser.press("/")
      try browser.wait(for: "window.reportText")
      try browser.type("rings")
      #expect(try Self.violations(browser) == "")
      for _ in 0..<2 { try browser.press("Escape") }
      try browser.evaluate("document.documentElement.removeAttribute('lang')")
      #expect(try Self.violations(browser).hasPrefix("html-has-lang: <html"))
    }

    @Test(
      "the tab key reaches everything, in view, with a name and with a mark where it is",
      arguments: [1280, 390])
    func walk(_ width: Int) throws {
      let project = try SampleReport.built()
      let browser = try Browser(width: width)
      try browser.open(project.url("site/02-training.html"))
      try browser.wait(for: "document.querySelector('.look-probe')")
      var stops: [String] = []
      while stops.count < 200 {
        try browser.press("Tab")
        let stop = try browser.evaluate(
          """
          (() => {
            const element = document.activeElement;
            if (element === document.body) return "";
            const [look, box] = [getComputedStyle(element), element.getBoundingClientRect()];
            const name = element.getAttribute("aria-label") ?? element.alt ?? element.textContent.trim();
            const isMarked = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0;
            const isSeen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
            return [element.tagName, name, isMarked && isSeen].join("|");
          })()
          """)
        if stop.isEmpty { break }
        stops.append(stop)
      }
      #expect(stops.count < 200)
      #expect(stops.allSatisfy { $0.hasSuffix("|true") && !$0.contains("||") }, "\(stops)")
      for wanted in [
        "A|Skip to the text", "BUTTON|Search", "DIV|It falls.", "IMG|(a) clean: ", "SUMMARY|How it was",
        "A|Figure 2.2",
      ] {
        #expect(stops.contains { $0.hasPrefix(wanted) }, "\(wanted) is not among \(stops)")
      }
    }

    @Test(
      "a table that is wider than the screen scrolls by keys, shows that there is more, and has rows of a few lines"
    )
    func wideTable() throws {
      let long = "with the mean squared error over all of the images of the very last epoch"
      let project = try SampleReport.built()
      try project.write(
        SampleChapter([
          Block(
            "table", "wide",
            "columns: [network, how, loss, why, where]\nrows:\n  - [a, b, 1, c, \(long)]\n  - [d, \(long), 2, e, f]"
          )
        ]))
      #expect(try project.run("build").status == 0)
      let browser = try Browser(width: 390)
      try browser.open(project.url("site/03-case.html"))
      try browser.wait(for: "document.querySelector('div.table').tabIndex === 0")
      let table = "document.querySelector('div.table')"
      #expect(
        try browser.evaluate("\(table).getAttribute('role') + \(table).getAttribute('aria-label')")
          == "regionTable 3.1")
      #expect(
        try browser.evaluate("[...document.querySelectorAll('tr')].every((row) => row.offsetHeight < 110)")
          == "true")
      func shades() throws -> (left: Int, right: Int) {
        let picture = try Picture(png: browser.picture(of: "div.table"))
        let row = 3 * picture.width * picture.channels
        return (Int(picture.pixels[row]), Int(picture.pixels[row + (picture.width - 1) * picture.channels]))
      }
      let before = try shades()
      #expect(before.left - before.right > 20, "\(before)")
      try browser.evaluate("\(table).focus()")
      for _ in 0..<40 { try browser.press("ArrowRight") }
      try browser.wait(for: "\(table).scrollLeft + \(table).clientWidth >= \(table).scrollWidth - 1")
      let after = try shades()
      #expect(after.right - after.left > 20, "\(after)")
    }

    @Test("a formula that is wider than the screen scrolls by keys and shows that there is more")
    func wideFormula() throws {
      let project = try SampleReport.built()
      let sum = (1...30).map { "x_{\($0)}" }.joined(separator: " + ")
      try project.write(SampleChapter(["$$\ny = \(sum)\n$$ {#sum}", "$$\nz = 1\n$$"]))
      #expect(try project.run("build").status == 0)
      let browser = try Browser(width: 390)
      try browser.open(project.url("site/03-case.html"))
      let formula = "document.querySelector('.equation .katex-display')"
      try browser.wait(for: "\(formula).tabIndex === 0")
      #expect(
        try browser.evaluate("\(formula).getAttribute('role') + \(formula).getAttribute('aria-label')")
          == "regionFormula (3.1)")
      #expect(try browser.evaluate("document.querySelectorAll('.katex-display[tabindex]').length") == "1")
      func shades() throws -> (left: Int, right: Int) {
        let picture = try Picture(png: browser.picture(of: ".equation .katex-display"))
        // The last columns may lie half beyond an edge that is between two pixels.
        return (Int(picture.pixels[0]), Int(picture.pixels[(picture.width - 4) * picture.channels]))
      }
      let before = try shades()
      #expect(before.left - before.right > 20, "\(before)")
      try browser.focus(".equation .katex-display")
      for _ in 0..<60 { try browser.press("ArrowRight") }
      try browser.wait(for: "\(formula).scrollLeft + \(formula).clientWidth >= \(formula).scrollWidth - 1")
      let after = try shades()
      #expect(after.right - after.left > 20, "\(after)")
      if Self.axe != nil { #expect(try Self.violations(browser) == "") }
    }

    @Test("no line begins with the full stop behind a formula, which may still be broken itself")
    func fullStop() throws {
      let project = try SampleReport.built()
      try project.write(SampleChapter(["The variance is the square of it, $\\sigma^2 = 0.25$. So it is."]))
      #expect(try project.run("build").status == 0)
      let browser = try Browser()
      try browser.open(project.url("site/03-case.html"))
      let counts = try browser.evaluate(
        """
        (() => {
          const joined = document.querySelector(".joined");
          const paragraph = joined.closest("p");
          const stop = document.createRange();
          stop.selectNodeContents(joined.lastChild);
          const bases = [...joined.querySelectorAll(".base")];
          let [alone, broken] = [0, 0];
          for (let width = 80; width < 480; width++) {
            paragraph.style.width = `${width}px`;
            const [first, last] = [bases[0], bases.at(-1)].map((base) => base.getBoundingClientRect());
            alone += stop.getBoundingClientRect().top > last.bottom - 2;
            broken += last.top > first.bottom - 2;
          }
          return `${joined.lastChild.data} ${alone} ${broken > 0}`;
        })()
        """)
      #expect(counts == ". 0 true")
    }

    @Test(
      "a film waits until it is asked for, and nothing glides for a reader who wants no motion",
      arguments: [false, true])
    func motion(_ moves: Bool) throws {
      let browser = try Browser(moves: moves)
      try browser.open(try ImageChapter.built.get().url("site/03-case.html"))
      try browser.evaluate("document.querySelector('#steps img').focus()")
      try browser.press("Enter")
      let place = try browser.text(of: ".look-place")
      try browser.evaluate("new Promise((resolve) => setTimeout(resolve, 900))")
      #expect(try browser.text(of: ".look-place") == place)
      try browser.press("Escape")
      try browser.evaluate("document.querySelector('#many img').focus()")
      try browser.press("Enter")
      try browser.press("v")
      let gliding = try browser.evaluate(
        "[...document.querySelectorAll('*')].filter((one) => getComputedStyle(one).transitionDuration.split(', ').some((time) => time !== '0s')).length"
      )
      #expect((gliding == "0") == !moves, "\(gliding)")
    }
  }
}
