import Foundation
import TestSupport
import Testing

extension DrivenBrowser {
  /// The seeds of a page's grids, and the mask of an inpainting.
  @Suite struct GridToolTests {
    private static func page(_ parts: [any ChapterPart]) throws -> Browser {
      let project = try SampleReport.withModels(parts)
      let outcome = try project.run("build")
      try #require(outcome.status == 0, "\(outcome.errors)")
      let browser = try Browser()
      try browser.open(project.url("site/03-case.html"))
      try browser.wait(for: "document.querySelector('.look-open')")
      return browser
    }

    private static let pictures =
      "[...document.querySelectorAll('main .panels img')].map((image) => image.closest('figure').id + "
      + "image.src.match(/panel-(.*)\\.png/)[1] + (image.matches('.look-chosen') ? '+' : image.matches('.look-other') ? '-' : ''))"

    @Test("one choice of a seed sets off its pictures in all grids of a page") func seeds() throws {
      let browser = try Self.page([
        Block.tiny,
        Block("generate", "a", "model: tiny\nprompts: [a pencil, a man]\ncount: 2\nsteps: 2\nseed: 7"),
        Block("anagram", "b", "model: tiny\nprompts: [a pencil, a man]\ncount: 2\nsteps: 2\nseed: 8"),
        Block("image", "c", "file: models/rgb.png\nmodel: tiny"),
      ])
      let before = try browser.evaluate(Self.pictures)
      #expect(!before.contains("+") && !before.contains("-,"))
      #expect(try browser.evaluate("document.querySelectorAll('.look-bar select').length") == "2")
      let choices =
        "[...document.querySelector('.look-bar select').options].map((option) => option.textContent)"
      #expect(try browser.evaluate(choices) == "all,7,8,9")
      try browser.evaluate("document.querySelector('#a .look-bar select').focus()")
      for _ in 0..<2 { try browser.press("ArrowDown") }
      #expect(
        try browser.evaluate(Self.pictures)
          == "a1-1-,a1-2+,a2-1-,a2-2+,b1-1+,b1-2+,b2-1-,b2-2-,c1-1")
      #expect(try browser.evaluate("document.querySelector('#b .look-bar select').value") == "8")
      for _ in 0..<2 { try browser.press("ArrowUp") }
      #expect(try browser.evaluate(Self.pictures) == before)
      #expect(browser.complaints == [])
    }

    /// The places of an anagram's pictures, of `seeds` seeds each as it is and as the view sees it.
    private static func places(seeds: Int) throws -> (places: [[Double]], labels: String) {
      let browser = try page([
        Block.tiny,
        Block("anagram", "b", "model: tiny\nprompts: [a pencil, a man]\ncount: \(seeds)\nsteps: 2\nseed: 0"),
      ])
      let boxes =
        "JSON.stringify([...document.querySelectorAll('#b img')].map((image) => image.getBoundingClientRect())"
        + ".map(({ left, top }) => [Math.round(left), Math.round(top)]))"
      let places = try JSONDecoder().decode([[Double]].self, from: Data(browser.evaluate(boxes).utf8))
      let labels = "[...document.querySelectorAll('#b .column-label')].map((label) => label.textContent)"
      #expect(try browser.evaluate("document.querySelectorAll('#b .cell-label').length") == "0")
      return (places, try browser.evaluate(labels))
    }

    @Test("many seeds of an anagram lie side by side, each below its label, and few beneath each other")
    func side() throws {
      let (places, labels) = try Self.places(seeds: 6)
      #expect(labels == "as it is,flip,a pencil,a man")
      try #require(places.count == 12)
      #expect(Set(places.map { $0[0] }).count == 6 && Set(places.map { $0[1] }).count == 2, "\(places)")
      #expect(places[0][0] == places[1][0] && places[0][1] < places[1][1], "one below the other")
      let few = try Self.places(seeds: 2)
      #expect(few.labels == labels)
      #expect(few.places[0][1] == few.places[1][1] && few.places[0][0] == few.places[2][0], "\(few.places)")
    }

    @Test("the viewer says the seed that only the recipe tells, and a pressed button can be read")
    func seedInViewer() throws {
      let browser = try Self.page([
        Block.tiny,
        Block("generate", "a", "model: tiny\nprompts: [a pencil]\ncount: 2\nsteps: 2\nseed: 7"),
        Block("anagram", "b", "model: tiny\nprompts: [a pencil, a man]\ncount: 2\nsteps: 2\nseed: 8"),
        Block("generate", "c", "model: tiny\nprompts: [a pencil]\nsteps: 2\nseed: 9"),
      ])
      #expect(try browser.evaluate("document.querySelectorAll('#a .letter').length") == "0", "the only row")
      try browser.click("#b .look-bar button")
      let colours =
        "(({ color, backgroundColor }) => color === backgroundColor)(getComputedStyle(document.querySelector('#b .look-bar button')))"
      #expect(try browser.evaluate(colours) == "false")
      for (figure, place) in [
        ("a", "a pencil, seed 8 · 2 of 2"), ("b", "seed 8, flip, a man · 2 of 4"),
        ("c", "a pencil · seed 9 · 1 of 1"),
      ] {
        try browser.evaluate("document.querySelector('#\(figure) img').focus()")
        try browser.press("Enter")
        try browser.press("ArrowRight")
        let shown = try browser.evaluate("document.querySelector('.look-place').textContent")
        #expect(shown.hasSuffix(place), "\(shown)")
        try browser.press("Escape")
        // The viewer gives the focus back a moment after it has closed.
        try browser.wait(for: "document.activeElement.matches('#\(figure) img')")
      }
      #expect(browser.complaints == [])
    }

    @Test("beside a film's picture stand no pictures of a row that is no part of the film") func ending()
      throws
    {
      let browser = try Self.page([
        Block.tiny, Block.photo,
        Block("iterative", "b", "image: photo\nmodel: tiny\nprompt: a pencil\nsteps: 6\nstart: 0"),
      ])
      let rows = try browser.evaluate("document.querySelectorAll('#b .row-label').length")
      try #require(rows == "2")
      try browser.evaluate("document.querySelector('#b img').focus()")
      try browser.press("Enter")
      #expect(try browser.evaluate("document.querySelectorAll('.look-beside img').length") == "0")
    }

    @Test("a page without two seeds has no choice") func oneSeed() throws {
      let browser = try Self.page([
        Block.tiny, Block("generate", "a", "model: tiny\nprompts: [a pencil, a man]\nsteps: 2\nseed: 7"),
      ])
      #expect(try browser.evaluate("document.querySelectorAll('select').length") == "0")
    }

    @Test("a key lays the mask over the picture it was inpainted with, and takes it away") func mask() throws
    {
      let browser = try Browser()
      try browser.open(try ImageChapter.built.get().url("site/03-case.html"))
      func shown() throws -> Data {
        try browser.evaluate(
          "Promise.all([...document.querySelectorAll('.look-picture img[src]')].map((one) => one.decode()))")
        return try browser.picture(of: ".look-picture")
      }
      try browser.evaluate("document.querySelector('#filled img').focus()")
      try browser.press("Enter")
      let plain = try shown()
      try browser.press("m")
      #expect(try browser.evaluate("document.querySelector('.look-mask').src").hasSuffix("panel-1-2.png"))
      #expect(try shown() != plain)
      try browser.press("ArrowRight")
      #expect(
        try browser.evaluate("document.querySelector('.look-mask').hidden") == "true", "on the mask itself")
      try browser.press("ArrowLeft")
      #expect(try shown() != plain)
      try browser.click(".look-extras button[aria-label^='Lay the mask']")
      #expect(try shown() == plain)
      // A block without a mask has no such button.
      try browser.press("Escape")
      try browser.evaluate("document.querySelector('#photo img').focus()")
      try browser.press("Enter")
      #expect(try browser.evaluate("document.querySelectorAll('.look-extras button').length") == "0")
      #expect(browser.complaints == [])
    }
  }
}
