import Foundation
import TestSupport
import Testing

extension DrivenBrowser {
  /// The report as one page and as a PDF.
  @Suite struct OneFileTests {
    private static func built(_ arguments: String...) throws -> Scratch {
      let project = try SampleReport.built()
      let outcome = try project.run(["build"] + arguments)
      #expect(outcome.status == 0, "\(outcome.errors)")
      return project
    }

    @Test("one page has everything in it, and every link leads to a place in it") func wholePage() throws {
      let text = try Self.built("--single-file").read("report.html")
      let page = HTMLPage(text)
      #expect(page.flaw == nil, "\(page.flaw ?? "")")
      #expect(Set(page.ids).count == page.ids.count, "\(page.ids)")
      for (tag, address) in page.addresses where !address.hasPrefix("data:") && !address.hasPrefix("https://")
      {
        #expect(address.hasPrefix("#"), "<\(tag)> leads to \(address)")
        let id = address.dropFirst().removingPercentEncoding ?? ""
        #expect(page.ids.contains(id), "there is no \(address)")
      }
      #expect(text.ranges(of: "<article ").count == 3 && text.contains("Four images."))
      #expect(!text.contains("url(fonts/"))
    }

    @Test("one page works alone in another folder: pictures, viewer, pixels, plots, search") func alone()
      throws
    {
      let project = try Self.built("--single-file")
      let elsewhere = try Scratch()
      let copy = try elsewhere.copy(project.url("report.html"), to: "anywhere/a name.html")
      let browser = try Browser()
      try browser.open(copy)
      try browser.evaluate(
        "Promise.all([...document.images].map(i => { i.loading = 'eager'; return i.decode(); }))")
      try browser.evaluate("document.querySelector('#cleaned img').focus()")
      for key in ["ArrowDown", "Enter"] { try browser.press(key) }
      try browser.wait(for: "document.querySelector('.look')?.open")
      #expect(try browser.text(of: ".look-place").contains("noisy"))
      try browser.wait(
        for: "(\(Self.pointing), /: \\d+/.test(document.querySelector('.look-pixel').textContent))")
      try browser.press("Escape")
      try browser.press("/")
      try browser.type("four images")
      try browser.wait(for: "document.querySelectorAll('.look-results a').length > 0")
      try browser.press("Enter")
      try browser.wait(for: "location.hash === '#digits'")
      #expect(browser.complaints == [])
      #expect(
        browser.requests.allSatisfy { $0.hasPrefix("data:") || $0.hasSuffix("a%20name.html") },
        "\(browser.requests)")
    }

    private static let pointing = """
      document.querySelector('.look-stage').dispatchEvent(new PointerEvent('pointermove', {
        clientX: document.querySelector('.look-picture img').getBoundingClientRect().x + 3,
        clientY: document.querySelector('.look-picture img').getBoundingClientRect().y + 3 }))
      """

    @Test(
      "a PDF is tagged, has the alternative texts, the headings in order as bookmarks, and links",
      .enabled(if: Tools.has("pdfinfo") && Tools.has("qpdf"), "poppler-utils or qpdf is not installed"))
    func pdf() throws {
      let project = try Self.built("--pdf")
      #expect(!project.exists("report.html"))
      let file = project.url("report.pdf").path
      #expect(try Self.run("pdfinfo", file).contains(#/Tagged: +yes/#))
      let structure = try Self.run("pdfinfo", "-struct-text", file)
      let order = ["A sample", "Data", "There are", "Four images.", "Training", "The loss"]
      var rest = structure[...]
      for text in order {
        let found = try #require(rest.firstRange(of: text), "'\(text)' is not there, or out of turn")
        rest = rest[found.upperBound...]
      }
      for tag in ["H1", "H2", "P", "Figure", "Table", "Link"] { #expect(structure.contains(tag), "\(tag)") }
      let objects = try Self.run("qpdf", "--qdf", "--object-streams=disable", file, "-")
      #expect(objects.contains("/Alt (Four rings.)") && objects.contains("/Alt (A grey blob.)"))
      #expect(objects.contains("/Title (The loss)") && objects.contains("/Lang (en)"))
    }

    private static func run(_ program: String, _ arguments: String...) throws -> String {
      let process = Process()
      process.executableURL = URL(filePath: try #require(Tools.path(program)))
      process.arguments = arguments
      let output = Pipe()
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
      // A PDF has bytes that are no text; what is looked for is.
      let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      return text
    }
  }
}
