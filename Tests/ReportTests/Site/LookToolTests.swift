import Figures
import Foundation
import TestSupport
import Testing

extension DrivenBrowser {
  /// The viewer's tools for some blocks: views, viewing distance, films, comparison, pixels and the block's source.
  @Suite struct LookToolTests {
    private static let picture = ".look-picture > img"

    /// The viewer, open at a figure's first picture.
    private static func viewer(at figure: String, dark: Bool = false) throws -> Browser {
      let browser = try Browser(isDark: dark)
      try browser.open(try ImageChapter.built.get().url("site/03-case.html"))
      try browser.evaluate("document.querySelector('#\(figure) img').focus()")
      try browser.press("Enter")
      try browser.evaluate("document.querySelector('.look-picture > img').decode()")
      return browser
    }

    @Test(
      "a view turns the picture into what the block shows of it",
      arguments: [
        "clockwise", "counterclockwise", "half-turn", "negative", "skew", "jigsaw", "patches", "pixels",
        "inner-circle", "square-hinge",
      ].enumerated().map { ($0.offset, $0.element) })
    func views(_ place: Int, _ name: String) throws {
      let browser = try Self.viewer(at: "many")
      let plain = try browser.picture(of: ".look-picture")
      for _ in 0...place { try browser.press("v") }
      #expect(try browser.text(of: ".look-extras [aria-pressed=true]") == name)
      let turned = try Picture(png: browser.picture(of: ".look-picture"))
      let title = try browser.text(of: ".look-place")
      #expect(title.contains(name))
      for _ in 0...place { try browser.press("ArrowRight") }
      #expect(try browser.text(of: ".look-place") == title)
      try browser.evaluate("document.querySelector('.look-picture > img').decode()")
      let shown = try Picture(png: browser.picture(of: ".look-picture"))
      #expect(try Picture(png: plain).pixels != shown.pixels)
      // A circle's rim is drawn smooth, on which the pixels are not.
      let different = zip(turned.pixels, shown.pixels).count { abs(Int($0) - Int($1)) > 2 }
      #expect(Double(different) <= (name == "inner-circle" ? 0.05 : 0.001) * Double(shown.pixels.count))
    }

    @Test("a figure's own button turns its pictures in the page, and back") func viewInPage() throws {
      let browser = try Browser()
      try browser.open(try ImageChapter.built.get().url("site/03-case.html"))
      let transform = "document.querySelector('#flipped img').style.transform"
      try browser.click("#flipped .look-bar button")
      #expect(try browser.evaluate(transform) == "rotateX(180deg)")
      try browser.click("#flipped .look-bar button")
      #expect(try browser.evaluate(transform) == "")
    }

    @Test("the viewing distance shrinks and blurs a hybrid image, in the page and in the viewer")
    func distance() throws {
      let browser = try Self.viewer(at: "frequencies")
      for slider in [".look-extras input", "#frequencies .look-bar input"] {
        let image = slider.hasPrefix(".look") ? Self.picture : "#frequencies img"
        let style = "document.querySelector('\(image)').style"
        try browser.evaluate("document.querySelector('\(slider)').focus()")
        try browser.press("End")
        try browser.wait(for: "\(style).transform.startsWith('scale(0.12')")
        #expect(try browser.evaluate("\(style).filter").hasPrefix("blur("))
        try browser.press("Home")
        try browser.wait(for: "\(style).transform === ''")
        guard slider.hasPrefix(".look") else { continue }
        try browser.press("Escape")
        // The viewer gives the focus back a moment after it has closed.
        try browser.wait(for: "document.activeElement === document.querySelector('#frequencies img')")
      }
    }

    @Test(
      "a block's states play as a film, and a slider goes to each of them",
      arguments: [("steps", "t = "), ("edits", "start"), ("one-step", "t = ")])
    func films(_ figure: String, _ label: String) throws {
      let browser = try Self.viewer(at: figure)
      let first = try browser.text(of: ".look-place")
      try browser.press(" ")
      try browser.wait(for: "document.querySelector('.look-place').textContent.includes(' 3 of ')")
      try browser.press(" ")
      #expect(try browser.text(of: ".look-player") == "▶ Play")
      try browser.evaluate("document.querySelector('.look-scrubber input').focus()")
      try browser.press("Home")
      #expect(try browser.text(of: ".look-place") == first)
      try browser.press("ArrowRight")
      #expect(try browser.text(of: ".look-place").contains(label))
      #expect(try browser.evaluate("document.querySelector('.look-scrubber input').value") == "1")
    }

    @Test("a picture that was kept is laid over others, on the next page too") func comparison() throws {
      let browser = try Self.viewer(at: "many")
      try browser.press("k")
      let isHidden = "document.querySelector('.look-kept').hidden"
      #expect(try browser.evaluate(isHidden) == "true")
      try browser.press("ArrowRight")
      #expect(try browser.evaluate(isHidden) == "false")
      try browser.evaluate(
        "Promise.all([...document.querySelectorAll('.look-picture img')].map((one) => one.decode()))")
      let plain = try browser.picture(of: ".look-picture")
      try browser.press("b")
      #expect(try browser.picture(of: ".look-picture") != plain)
      try browser.press("b")
      #expect(try browser.picture(of: ".look-picture") == plain)
      try browser.open(try ImageChapter.built.get().url("site/01-data.html"))
      try browser.evaluate("document.querySelector('#digits img').focus()")
      try browser.press("Enter")
      #expect(
        try browser.evaluate("document.querySelector('.look-kept').src").contains("many/panel-1-1"))
    }

    @Test("the pointer reads a pixel's value, which a file's page gets from a script") func pixelValues()
      throws
    {
      let project = try ImageChapter.built.get()
      for (page, figure) in [("03-case", "photo"), ("01-data", "digits")] {
        let browser = try Browser()
        try browser.open(project.url("site/\(page).html"))
        #expect(!browser.requests.contains { $0.hasSuffix("pixels.js") })
        try browser.evaluate("document.querySelector('#\(figure) img').focus()")
        try browser.press("Enter")
        let picture = try #require(try project.pictures(of: figure).first)
        let (row, column) = (picture.height / 2, picture.width / 2)
        let start = (row * picture.width + column) * picture.channels
        let values = Array(picture.pixels[start..<start + picture.channels])
        let isGrey = Set(values).count == 1
        let expected = isGrey ? "\(values[0])" : values.map(String.init).joined(separator: ", ")
        try browser.wait(for: "document.querySelector('.look-picture > img').complete")
        // The pointer comes once; the pixels come when the first is asked for, and are told without a further move.
        try browser.evaluate(
          """
          (() => {
            const box = document.querySelector('.look-picture > img').getBoundingClientRect();
            const zoom = box.width / \(picture.width);
            document.querySelector('.look-stage').dispatchEvent(new PointerEvent('pointermove', {
              clientX: box.left + \(column).5 * zoom, clientY: box.top + \(row).5 * zoom }));
          })()
          """)
        try browser.wait(for: "document.querySelector('.look-pixel').textContent.includes(':')")
        #expect(try browser.text(of: ".look-pixel") == "row \(row), column \(column): \(expected)")
        #expect(browser.complaints == [])
      }
    }

    @Test("a picture that a second stage made is shown as the first left it, at a key") func before() throws {
      let project = try ImageChapter.built.get()
      let browser = try Self.viewer(at: "grown-flipped")
      let large = try browser.picture(of: ".look-picture")
      let small = "document.querySelector('.look-small')"
      try browser.press("e")
      #expect(try browser.text(of: ".look-extras [aria-pressed=true]") == "Before")
      try browser.evaluate("\(small).decode()")
      #expect(try browser.evaluate("\(small).src.split('/').at(-1)") == "small-1-1.png")
      #expect(try browser.evaluate("String(\(small).naturalWidth)") == "16")
      #expect(try browser.picture(of: ".look-picture") != large)
      try browser.press("ArrowRight")
      #expect(try browser.evaluate("\(small).src.split('/').at(-1)") == "small-1-2.png")
      try browser.press("e")
      #expect(try browser.evaluate("\(small).hidden") == "true")
      try browser.press("Escape")
      #expect(try project.read("site/03-case.html").contains("<p class=\"smalls\">Before the second stage:"))
      #expect(browser.complaints == [])
    }

    @Test("the block that made a picture can be copied") func copy() throws {
      let browser = try Self.viewer(at: "many")
      try browser.send("Browser.grantPermissions", ["permissions": ["clipboardReadWrite"]])
      try browser.click(".look-foot button")
      try browser.wait(for: "document.querySelector('.look-foot button').textContent === 'Copied'")
      #expect(try browser.evaluate("navigator.clipboard.readText()").hasPrefix("```{anagram} many\n"))
    }
  }
}
