import Figures
import Foundation
import TestSupport
import Testing

/// The sheets: all states of a film, a sweep or a row of checkpoints in one picture.
@Suite struct SheetTests {
  private static let sheet = "site/figures/cleaned/sheet.png"

  private struct Inspected: Decodable {
    struct Recipe: Decodable {
      let block, picture: String
      let sheet: SpriteSheet
    }
    let recipe: Recipe
    let finding: String
  }

  private static func inspect(_ project: Scratch, _ path: String = sheet) throws -> (
    Inspected, Int32
  ) {
    let outcome = try project.run("inspect", path, "--json")
    return (
      try JSONDecoder().decode(Inspected.self, from: Data(outcome.output.utf8)), outcome.status
    )
  }

  @Test("a sheet has the same pixels as the pictures of its block, each in its place") func pixels()
    throws
  {
    let project = try Scratch.locked()
    let whole = try Picture(png: Data(contentsOf: project.url(Self.sheet)))
    let (inspected, status) = try Self.inspect(project)
    #expect(
      status == 0 && inspected.finding == "as locked" && inspected.recipe.picture == "sheet.png")
    let pictures = try project.pictures(of: "cleaned")
    #expect(inspected.recipe.sheet.pictures.count == pictures.count && pictures.count == 9)
    for (index, path) in inspected.recipe.sheet.pictures.enumerated() {
      let stored = try Picture(
        png: Data(contentsOf: project.url("\(project.entry(of: "cleaned"))/\(path)")))
      #expect(inspected.recipe.sheet.picture(index, of: whole) == stored, "\(path)")
    }
    let block = try project.run("inspect", Self.sheet)
    #expect(
      block.output.hasPrefix("```{denoise} cleaned") && block.errors.contains("what the lock names")
    )
  }

  @Test("a sheet with another pixel is none that the lock names, and a strict status names it")
  func forged()
    throws
  {
    let project = try Scratch.locked()
    #expect(try project.run("status", "--strict").status == 0)
    let data = try Data(contentsOf: project.url(Self.sheet))
    let picture = try Picture(png: data)
    var pixels = picture.pixels
    pixels[(picture.width + 1) * picture.channels] ^= 1  // behind the rim
    let other = try Picture(
      width: picture.width, height: picture.height, channels: picture.channels, pixels: pixels)
    let text = try #require(PNGText.text(of: "report-recipe", in: data))
    let forged = try #require(PNGText.adding(text, keyword: "report-recipe", to: other.pngData()))
    try project.write(forged, to: Self.sheet)
    let (inspected, status) = try Self.inspect(project)
    #expect(status == 1 && inspected.finding == "not as locked")
    let strict = try project.run("status", "--strict")
    #expect(
      strict.status == 1
        && strict.errors.contains("\(Self.sheet): error: it is not what the build wrote"))
    try project.annotate(Self.sheet)
    try project.remove(Self.sheet)
    #expect(
      try project.run("status", "--strict").errors.contains("\(Self.sheet): error: it is missing"))
    #expect(try project.run("build").errors.contains("restored"))
    #expect(try Data(contentsOf: project.url(Self.sheet)) == data, "the same bytes")
  }

  @Test("what says which files a site has tells of sheets, and one page carries each picture once")
  func listed() throws {
    let project = try Scratch.locked()
    let file = "figures/cleaned/sheet.png"
    for list in ["site/figures.json", "site/SHA256SUMS", "site/ro-crate-metadata.json"] {
      if list.contains("crate"), !project.exists(list) { continue }
      #expect(try project.read(list).contains(file), "\(list)")
    }
    let page = try project.read("site/02-training.html")
    #expect(page.contains("src=\"\(file)\"") && !page.contains("src=\"figures/cleaned/panel"))
    // Four images of a data set are no states.
    #expect(!project.exists("site/figures/digits/sheet.png"))
    #expect(try project.run("build", "--single-file").status == 0)
    #expect(try !project.read("report.html").contains("sheet.png"))
  }
}

extension DrivenBrowser {
  /// Sheets in a real browser, from a file address.
  @Suite struct SheetPageTests {
    /// Puts the picture's own file beside the page's part of the sheet, in the same size.
    private static let reference = """
      (async () => {
        const all = [...document.querySelectorAll('#cleaned .cut')];
        const chosen = all[7];
        chosen.id = 'chosen';
        chosen.scrollIntoView();
        const image = document.createElement('img');
        image.id = 'single';
        image.src = new URL(chosen.firstChild.dataset.file, chosen.firstChild.src);
        const { width, height } = chosen.getBoundingClientRect();
        image.style = `display: block; width: ${width}px; height: ${height}px; image-rendering: pixelated; border-radius: 2px`;
        const host = document.createElement('div');
        host.style = 'position: fixed; top: 0; left: 0; z-index: 9';
        host.append(image);
        document.body.append(host);
        await Promise.all([image.decode(), chosen.firstChild.decode()]);
        return [width, height];
      })()
      """

    @Test("the page shows each picture out of the sheet as its own file would be, in one request")
    func page() throws {
      let project = try SampleReport.built()
      let browser = try Browser()
      try browser.open(project.url("site/02-training.html"))
      try browser.evaluate(
        "Promise.all([...document.querySelectorAll('#cleaned img')].map((one) => (one.loading = 'eager', one.decode())))"
      )
      let asked = browser.requests.filter { $0.contains("figures/cleaned/") }
      #expect(asked.count == 1 && asked[0].hasSuffix("sheet.png"), "\(asked)")
      #expect(try browser.evaluate(Self.reference) == "112,112")
      let cut = try Picture(png: browser.picture(of: "#chosen"))
      let single = try Picture(png: browser.picture(of: "#single"))
      #expect(Set(single.pixels).count > 8 && cut == single)
      #expect(browser.complaints == [])
    }

    /// Where each picture's part of the sheet lies, and where the whole sheet lies beneath it.
    private static let places = """
      [...document.querySelectorAll('#cleaned .cut')].map((cut) => {
        const [part, sheet] = [cut, cut.firstChild].map((one) => one.getBoundingClientRect());
        return [part.width, part.height, sheet.x - part.x, sheet.y - part.y, sheet.width, sheet.height]
          .map((length) => length.toFixed(1)).join(' ');
      }).join(', ')
      """

    @Test("without a script the page shows the same parts of the sheet") func noScript() throws {
      let project = try SampleReport.built()
      let found = try [true, false].map { hasScript in
        let browser = try Browser(hasScript: hasScript)
        try browser.open(project.url("site/02-training.html"))
        try browser.evaluate("document.querySelector('#cleaned').scrollIntoView()")
        try browser.wait(
          for: "[...document.querySelectorAll('#cleaned img')].every((one) => one.naturalWidth === 90)")
        let picture = try Picture(png: browser.picture(of: "#cleaned .cut"))
        #expect(Set(picture.pixels).count > 3, "it is not blank")
        return try browser.evaluate(Self.places)
      }
      #expect(
        found[0].hasPrefix("112.0 112.0 -4.0 -4.0 360.0 360.0, 112.0 112.0 -124.0 -4.0 360.0"), "\(found[0])")
      #expect(found[0] == found[1])
    }

    private static func viewer(at figure: String) throws -> Browser {
      let browser = try Browser()
      try browser.open(try ImageChapter.built.get().url("site/03-case.html"))
      try browser.evaluate("document.querySelector('#\(figure) img').focus()")
      try browser.press("Enter")
      try browser.wait(for: "document.querySelector('.look')?.open")
      try browser.evaluate("document.querySelector('.look-picture > img').decode()")
      return browser
    }

    /// The value that the viewer tells of a pixel, once it knows it.
    private static func value(_ row: Int, _ column: Int, in browser: Browser) throws -> String {
      let output = "document.querySelector('.look-pixel').textContent"
      try browser.wait(
        for: """
          (() => {
            const box = document.querySelector('.look-picture').getBoundingClientRect();
            const zoom = parseInt(document.querySelector('.look-size').textContent);
            document.querySelector('.look-stage').dispatchEvent(new PointerEvent('pointermove', {
              clientX: box.x + (\(column) + 0.5) * zoom, clientY: box.y + (\(row) + 0.5) * zoom }));
            return \(output).includes(': ');
          })()
          """)
      return try browser.evaluate(output)
    }

    @Test("the scrubber goes through the sheet by keys and pointer and asks for no other file")
    func scrubber()
      throws
    {
      let pictures = try ImageChapter.built.get().pictures(of: "edits")
      let browser = try Self.viewer(at: "edits")
      func expect(_ index: Int) throws {
        let picture = pictures[index]
        let (row, column) = (picture.height / 2, picture.width / 3)
        let start = (row * picture.width + column) * picture.channels
        let values = picture.pixels[start..<start + picture.channels].map(String.init)
        let expected = Set(values).count == 1 ? values[0] : values.joined(separator: ", ")
        #expect(
          try Self.value(row, column, in: browser).hasSuffix(": \(expected)"), "picture \(index)")
      }
      try expect(0)
      try browser.press("ArrowRight")
      try expect(1)
      try browser.evaluate("document.querySelector('.look-scrubber input').focus()")
      try browser.press("End")
      try expect(pictures.count - 1)
      try browser.click(".look-scrubber input")
      let chosen = try #require(
        Int(try browser.evaluate("document.querySelector('.look-scrubber input').value")))
      #expect((1...2).contains(chosen), "the pointer chose \(chosen)")
      try expect(chosen)
      let asked = browser.requests.filter {
        $0.contains("figures/edits/") && !$0.hasSuffix("pixels.js")
      }
      #expect(Set(asked).count == 1 && asked.allSatisfy { $0.hasSuffix("sheet.png") }, "\(asked)")
      #expect(browser.complaints == [])
    }

    @Test("what is noisy stands beside what was estimated from it") func beside() throws {
      let browser = try Self.viewer(at: "one-step")
      let names = "[...document.querySelectorAll('.look-beside p')].map((one) => one.textContent)"
      let rows = try browser.evaluate("document.querySelectorAll('#one-step .row-label').length")
      #expect(try browser.evaluate("\(names).length + 1") == rows)
      let place = "document.querySelector('.look-beside img').style.getPropertyValue('--x')"
      let first = try browser.evaluate(place)
      try browser.press("ArrowRight")
      #expect(try browser.evaluate(place) != first)
      #expect(
        try browser.evaluate(place)
          == browser.evaluate(
            "document.querySelector('.look-picture > img').style.getPropertyValue('--x')"))
    }
  }
}
