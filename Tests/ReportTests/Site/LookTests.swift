import Figures
import Foundation
import TestSupport
import Testing

extension DrivenBrowser {
  /// What the script adds to a page, with a real browser's keys, pointer and touch, from a file address.
  @Suite struct LookTests {
    private static let place = ".look-place"

    /// How a picture is opened.
    enum Way: String, CaseIterable { case click, touch, enter, space }

    private static func open(_ selector: String, in browser: Browser, by way: Way = .enter) throws {
      switch way {
      case .click: try browser.click(selector)
      case .touch: try browser.tap(selector)
      case .enter, .space:
        try browser.evaluate("document.querySelector('\(selector)').focus()")
        try browser.press(way == .enter ? "Enter" : " ")
      }
      try browser.wait(for: "document.querySelector('.look')?.open")
    }

    @Test("a picture opens by click, touch and key, and Escape leads back to it", arguments: Way.allCases)
    func opens(_ way: Way) throws {
      let project = try SampleReport.built()
      let browser = try Browser()
      try browser.open(project.url("site/01-data.html"))
      try Self.open("#digits img", in: browser, by: way)
      #expect(try browser.text(of: Self.place) == "Figure 1.1 · 4 · seed 0 · 1 of 4")
      #expect(try browser.text(of: ".look-words") == "Figure 1.1. Four images.")
      try browser.press("ArrowRight")
      try browser.press("Escape")
      #expect(try browser.evaluate("document.querySelector('.look').open") == "false")
      try browser.wait(for: "document.activeElement.src?.endsWith('panel-1-2.png')")
      #expect(browser.complaints == [])
    }

    @Test(
      "the arrows go along rows and columns and stay at the edges, in the page and in the viewer",
      arguments: [
        ("", "clean", 1), ("→", "clean", 2), ("→→", "clean", 3), ("→→→", "clean", 3), ("↓", "noisy", 4),
        ("↓↓", "after 2 epochs", 7), ("←", "clean", 1), ("↑", "clean", 1), ("→↓←", "noisy", 4),
        ("↓→↓→↑", "noisy", 6), ("→→↓↓↓↓↓↓←", "after 2 epochs", 8),
      ])
    func arrows(_ keys: String, _ row: String, _ number: Int) throws {
      let project = try SampleReport.built()
      let names = ["←": "ArrowLeft", "→": "ArrowRight", "↑": "ArrowUp", "↓": "ArrowDown"]
      for opensFirst in [true, false] {
        let browser = try Browser()
        try browser.open(project.url("site/02-training.html"))
        try browser.evaluate("document.querySelector('#cleaned img').focus()")
        if opensFirst { try browser.press("Enter") }
        for key in keys { try browser.press(try #require(names[String(key)])) }
        if !opensFirst { try browser.press("Enter") }
        let place = try browser.text(of: Self.place)
        #expect(place.contains(row) && place.contains(" \(number) of "), "\(place)")
      }
    }

    @Test("the zoom is a whole number, fits at first and follows the keys") func zoom() throws {
      let project = try SampleReport.built()
      let browser = try Browser()
      try browser.open(project.url("site/01-data.html"))
      try Self.open("#digits img", in: browser)
      let fitting = try #require(Int(try browser.text(of: ".look-size").dropLast()))
      let shown = "document.querySelector('.look-picture').offsetWidth"
      let isWithin =
        "document.querySelector('.look-stage').scrollHeight <= document.querySelector('.look-stage').clientHeight"
      #expect(try browser.evaluate(shown) == "\(28 * fitting)")
      #expect(try browser.evaluate(isWithin) == "true")
      try browser.press("-")
      #expect(try #require(Int(try browser.evaluate(shown))) < 28 * fitting)
      try browser.press("+")
      try browser.press("+")
      #expect(try #require(Int(try browser.evaluate(shown))) > 28 * fitting)
      #expect(try #require(Int(try browser.evaluate(shown))) % 28 == 0)
      try browser.press("0")
      #expect(try browser.evaluate(shown) == "\(28 * fitting)")
      let rendering = "getComputedStyle(document.querySelector('.look-picture img')).imageRendering"
      #expect(try browser.evaluate(rendering) == "pixelated")
      try browser.press("s")
      #expect(try browser.evaluate(rendering) == "auto")
    }

    @Test("a page without a script has everything, and nothing that only the script could serve")
    func withoutScript() throws {
      let project = try SampleReport.built()
      let browser = try Browser(hasScript: false)
      try browser.open(project.url("site/02-training.html"))
      let root = try #require(try browser.send("DOM.getDocument")["root"] as? [String: Any])
      let id = try #require(root["nodeId"])
      let html = try #require(try browser.send("DOM.getOuterHTML", ["nodeId": id])["outerHTML"] as? String)
      #expect(!html.contains("look-") && !html.contains("tabindex") && !html.contains("dialog"))
      #expect(html.ranges(of: #/role="(img|group)" aria-label=/#).count == 3)
      #expect(!browser.requests.contains { $0.hasSuffix("look.css") || $0.hasSuffix("search.js") })
    }

    @Test("the script has at most 30 KB, packed") func weight() throws {
      let project = try SampleReport.built()
      let gzip = Process()
      gzip.executableURL = URL(filePath: try #require(Tools.path("gzip")))
      gzip.arguments = ["-c", project.url("site/assets/look.js").path]
      let output = Pipe()
      gzip.standardOutput = output
      try gzip.run()
      let count = output.fileHandleForReading.readDataToEndOfFile().count
      #expect((1000...30_000).contains(count))
    }

    @Test(
      "no page complains, asks for anything outside the site or is wider than the screen",
      arguments: [1280, 390])
    func quiet(_ width: Int) throws {
      let project = try ImageChapter.built.get()
      let site = project.url("site").absoluteString
      for page in try project.pages().keys.sorted() {
        let browser = try Browser(width: width, isDark: width == 390)
        try browser.open(project.url("site/\(page)"))
        #expect(browser.complaints == [], "\(page)")
        #expect(
          browser.requests.allSatisfy { $0.hasPrefix(site) || $0 == "about:blank" }, "\(browser.requests)")
        let overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        #expect(try browser.evaluate(overflow) == "0", "\(page)")
      }
    }
  }
}
