import Figures
import Foundation
import TestSupport
import Testing

extension DrivenBrowser {
  /// What readers do most, in another engine: the pages from file addresses, in a Firefox without a network.
  @Suite(.enabled(if: Tools.has("firefox-esr"), "firefox-esr is not installed"), .startsFirefox)
  struct FirefoxTests {
    private static func page(_ name: String, width: Int = 1280) throws -> FirefoxPage {
      let page = try FirefoxPage(width: width)
      try page.open(try ImageChapter.built.get().url("site/\(name).html"))
      try page.wait(for: "document.querySelector('.look-open')")
      return page
    }

    private static let style = "document.querySelector('.look-picture > img').style"
    private static let place = ".look-place"

    @Test(
      "every page is whole, complains of nothing and asks nothing of a network", arguments: [1280, 390])
    func quiet(_ width: Int) throws {
      let project = try ImageChapter.built.get()
      for name in try project.pages().keys.sorted() {
        let page = try Self.page(String(name.dropLast(5)), width: width)
        let broken = """
          Promise.all([...document.images].map((image) => { image.loading = 'eager'; return image.decode(); }))
            .then(() => [...document.images].filter((image) => !image.naturalWidth).length)
          """
        #expect(try page.evaluate(broken) == "0", "\(name)")
        let overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        #expect(try page.evaluate(overflow) == "0", "\(name)")
        #expect(page.complaints == [], "\(name)")
        #expect(page.requests.allSatisfy { $0.hasPrefix("data:") }, "\(name): \(page.requests)")
      }
    }

    @Test("what a page complains of is heard") func hears() throws {
      let page = try Self.page("01-data")
      try page.evaluate("setTimeout(() => { throw new Error('oops'); })")
      try page.evaluate("console.error('alas')")
      try page.evaluate("new Promise((resolve) => setTimeout(resolve, 100))")
      #expect(page.complaints.sorted() == ["Error: oops", "alas"])
    }

    @Test("the viewer opens by pointer and by key, and tells the value of the pixel under the pointer")
    func viewer() throws {
      let page = try Self.page("01-data")
      try page.click("#digits img")
      #expect(try page.text(of: Self.place) == "Figure 1.1 · 4 · seed 0 · 1 of 4")
      try page.press("Escape")
      #expect(try page.evaluate("document.querySelector('.look').open") == "false")
      try page.focus("#digits img")
      try page.press("Enter")
      try page.press("ArrowRight")
      #expect(try page.text(of: Self.place).hasSuffix("2 of 4"))
      let picture = try ImageChapter.built.get().pictures(of: "digits")[1]
      let corner = try page.evaluate(
        """
        (() => {
          const box = document.querySelector(".look-picture > img").getBoundingClientRect();
          return [box.x, box.y, box.width / \(picture.width)];
        })()
        """
      ).split(separator: ",").compactMap { Double($0) }
      for (row, column) in [(14, 9), (3, 14)] {
        let x = corner[0] + (Double(column) + 0.5) * corner[2]
        let y = corner[1] + (Double(row) + 0.5) * corner[2]
        let value = picture.pixels[(row * picture.width + column) * picture.channels]
        let text = "row \(row), column \(column): \(value)"
        // The pixels come when the first is asked for, and are told without a further move.
        try page.hover(atX: x, y: y)
        var told = ""
        for _ in 0..<300 where told != text {
          told = try page.evaluate("document.querySelector('.look-pixel').textContent")
          if told != text { usleep(100_000) }
        }
        #expect(told == text)
      }
      #expect(page.complaints == [])
    }

    @Test("a picture that was kept is laid over another as far as the slider says") func comparison() throws {
      let page = try Self.page("03-case")
      try page.focus("#many img")
      for key in ["Enter", "k", "ArrowRight"] { try page.press(key) }
      try page.evaluate(
        "Promise.all([...document.querySelectorAll('.look-picture img[src]')].map((one) => one.decode()))")
      func shown() throws -> Picture { try Picture(png: page.picture(of: ".look-picture")) }
      let plain = try shown()
      try page.focus(".look-compare input")
      try page.press("End")
      let kept = try shown()
      try page.click(".look-compare input")
      let half = try shown()
      #expect(plain.pixels != kept.pixels)
      let right = (half.width - 1) * half.channels
      for (picture, start) in [(kept, 0), (plain, right)] {
        #expect(half.pixels[start..<start + 3] == picture.pixels[start..<start + 3])
      }
      #expect(half.pixels != kept.pixels && half.pixels != plain.pixels)
    }

    @Test("a film plays, pauses, and goes where its slider is moved") func film() throws {
      let page = try Self.page("03-case")
      try page.focus("#steps img")
      try page.press("Enter")
      let first = try page.text(of: Self.place)
      try page.press(" ")
      try page.wait(for: "document.querySelector('.look-place').textContent.includes(' 3 of ')")
      try page.press(" ")
      #expect(try page.text(of: ".look-player") == "▶ Play")
      try page.focus(".look-scrubber input")
      try page.press("Home")
      #expect(try page.text(of: Self.place) == first)
      try page.press("ArrowRight")
      #expect(try page.text(of: Self.place).contains(" 2 of "))
    }

    @Test("an anagram turns, in the page and in the viewer") func turns() throws {
      let page = try Self.page("03-case")
      try page.click("#flipped .look-bar button")
      #expect(
        try page.evaluate("document.querySelector('#flipped img').style.transform") == "rotateX(180deg)")
      try page.focus("#flipped img")
      try page.press("Enter")
      for turned in ["rotateX(180deg)", ""] {
        try page.press("v")
        #expect(try page.evaluate("\(Self.style).transform") == turned)
      }
    }

    @Test("a hybrid image recedes at its slider") func distance() throws {
      let page = try Self.page("03-case")
      try page.focus("#frequencies img")
      try page.press("Enter")
      try page.focus(".look-extras input")
      try page.press("End")
      #expect(try page.evaluate("\(Self.style).transform").hasPrefix("scale(0.12"))
      #expect(try page.evaluate("\(Self.style).filter").hasPrefix("blur("))
      try page.press("Home")
      #expect(try page.evaluate("\(Self.style).transform") == "")
    }

    @Test("a plot tells its values at the pointer, without a series that the legend has hidden")
    func plots() throws {
      let page = try FirefoxPage()
      try page.open(try PlotToolTests.built.get().url("site/03-case.html"))
      try page.wait(for: "document.querySelectorAll('.look-probe').length === 4")
      try page.hover("#logs .look-probe")
      let reading = "#logs .look-reading"
      try page.wait(for: "document.querySelector('\(reading)')?.textContent.includes('low')")
      #expect(try page.text(of: reading).contains("height"))
      let entry = "#logs .look-series[aria-label='Show low']"
      try page.click(entry)
      #expect(try page.evaluate("document.querySelector(`\(entry)`).getAttribute('aria-pressed')") == "false")
      try page.hover("#logs .look-probe", at: 0.4)
      try page.wait(for: "document.querySelector('\(reading)').textContent.includes('height')")
      #expect(!(try page.text(of: reading).contains("low")))
      #expect(page.complaints == [])
    }

    @Test("the search leads to a figure by words of its caption") func search() throws {
      let page = try Self.page("index")
      try page.press("/")
      try page.wait(for: "window.reportText")
      try page.type("rings four")
      try page.wait(for: "document.querySelector('.look-search [role=option]')")
      try page.press("Enter")
      try page.wait(for: "location.href.endsWith('/01-data.html#digits')")
    }

    @Test("the page is as light or dark as the reader chooses, on the next page too") func colours() throws {
      let page = try Self.page("01-data")
      let paper = "getComputedStyle(document.documentElement).backgroundColor"
      let light = try page.evaluate(paper)
      for _ in 0..<2 { try page.click(".look-colours") }
      let dark = try page.evaluate(paper)
      #expect(dark != light)
      try page.open(try ImageChapter.built.get().url("site/01-data.html"))
      #expect(try page.evaluate("document.documentElement.style.colorScheme") == "dark")
      #expect(try page.evaluate(paper) == dark)
    }

    @Test("a page without a script has everything, and nothing that only the script could serve")
    func withoutScript() throws {
      let page = try FirefoxPage(in: try Firefox(hasScript: false))
      let project = try SampleReport.built()
      try page.open(project.url("site/02-training.html"))
      func count(_ selector: String) throws -> String {
        try page.evaluate("document.querySelectorAll('\(selector)').length")
      }
      #expect(try count("dialog, [class*=look-], [tabindex]") == "0")
      #expect(try count("main :is([role=img], [role=group])[aria-label]") == "3")
      #expect(try count(".plot svg path") != "0")
      #expect(try count(".katex math") == "2")
      #expect(try page.text(of: "main").contains("The loss in a table."))
      #expect(page.complaints == [])
    }
  }
}
