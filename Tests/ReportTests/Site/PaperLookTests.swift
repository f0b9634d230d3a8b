import Foundation
import TestSupport
import Testing

extension DrivenBrowser {
  /// The papers of all constructs as a browser lays them out.
  @Suite struct PaperLookTests {
    /// How much brighter a text is than what lies behind it, the least of a page (WCAG 2.2, 1.4.3).
    private static let contrast = """
      (() => {
        const brush = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
        // Colours in any notation, one over the other.
        const luminance = colors => {
          for (const color of colors) { brush.fillStyle = color; brush.fillRect(0, 0, 1, 1); }
          return [...brush.getImageData(0, 0, 1, 1).data].slice(0, 3)
            .map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
            .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
        };
        const behind = element => element ? [...behind(element.parentElement), getComputedStyle(element).backgroundColor] : ["white"];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        let least = 21;
        while (walker.nextNode()) {
          const element = walker.currentNode.parentElement;
          if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest(".katex-mathml")) continue;
          const paper = behind(element);
          const [a, b] = [[...paper, getComputedStyle(element).color], paper].map(luminance).sort((x, y) => y - x);
          least = Math.min(least, (a + 0.05) / (b + 0.05));
        }
        return least;
      })()
      """

    @Test(
      "a paper fits the screen, loads its pictures, asks for nothing elsewhere and is readable",
      arguments: ["latin", "arabic"], [(1280, false), (1280, true), (390, false), (390, true)])
    func fits(_ name: String, _ screen: (width: Int, isDark: Bool)) throws {
      let project = try PaperTests.project(name)
      #expect(try project.run("build").status == 0)
      let browser = try Browser(width: screen.width, isDark: screen.isDark)
      for page in try project.pages().keys.sorted() {
        try browser.open(project.url("site/\(page)"))
        let root = "document.documentElement"
        let width = "\(root).scrollWidth <= \(root).clientWidth"
        #expect(try browser.evaluate(width) == "true", "\(page) is wider than \(screen.width)")
        try browser.evaluate(
          "Promise.all([...document.images].map(i => { i.loading = 'eager'; return i.decode(); }))")
        let contrast = try #require(Double(try browser.evaluate(Self.contrast)))
        #expect(contrast >= 4.5, "\(page): \(contrast)")
      }
      #expect(browser.complaints == [])
      #expect(browser.requests.allSatisfy { $0.hasPrefix("file://") || $0.hasPrefix("data:") })
    }

    @Test("a page of a script from right to left begins at the right, its formulas at the left")
    func direction()
      throws
    {
      let project = try PaperTests.project("arabic")
      #expect(try project.run("build").status == 0)
      let browser = try Browser()
      try browser.open(project.url("site/01-start.html"))
      let starts = """
        (selector => {
          const range = document.createRange(), element = document.querySelector(selector);
          range.selectNodeContents(element);
          const [text, box] = [range.getBoundingClientRect(), element.parentElement.getBoundingClientRect()];
          return Math.abs(box.right - text.right) < Math.abs(text.left - box.left);
        })
        """
      #expect(try browser.evaluate("\(starts)('h1')") == "true")
      #expect(
        try browser.evaluate("getComputedStyle(document.querySelector('.katex-html')).direction") == "ltr")
    }
  }
}
