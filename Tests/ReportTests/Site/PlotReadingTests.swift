import Foundation
import TestSupport
import Testing

extension DrivenBrowser {
  /// Plots that tell their values, and the search over the text, in a real browser.
  @Suite struct PlotReadingTests {
    /// A plot of points (x, y), focused.
    private static func plot(_ points: [(Double, Double)], _ options: String) throws
      -> Browser
    {
      let rows = points.map { "\($0.0),\($0.1)" }.joined(separator: "\n")
      let project = try SampleReport.built()
      try project.write("length,height\n\(rows)\n", to: "report/points.csv")
      try project.write(
        SampleChapter([Block("plot", "drawn", "data: points.csv\nx: length\nseries: [height]\n\(options)")]))
      let outcome = try project.run("build")
      try #require(outcome.status == 0, "\(outcome.errors)")
      let browser = try Browser()
      try browser.open(project.url("site/03-case.html"))
      try browser.evaluate("document.querySelector('#drawn .look-probe').focus()")
      return browser
    }

    @Test("the arrow keys read a plot's values", arguments: [false, true])
    func reads(isLogarithmic: Bool) throws {
      let points = [(1.0, 2.0), (2.0, 30.0), (4.0, 450.0), (5.0, 700.0), (9.0, 12.5)]
      let browser = try Self.plot(points, isLogarithmic ? "y-scale: log" : "")
      for (index, point) in points.enumerated() {
        try browser.press("ArrowRight")
        let text = try browser.evaluate(
          "document.querySelector('#drawn .look-probe').getAttribute('aria-valuetext')")
        let numbers = text.matches(of: #/-?\d+(\.\d+)?(e[+-]?\d+)?/#).compactMap { Double($0.0) }
        try #require(numbers.count == 2, "\(text)")
        #expect(abs(numbers[0] - point.0) <= 0.02 * point.0, "\(index): \(text)")
        #expect(abs(numbers[1] - point.1) <= (isLogarithmic ? 0.02 * point.1 : 2), "\(index): \(text)")
        #expect(try browser.evaluate("document.querySelectorAll('.look-cross circle').length") == "1")
      }
      try browser.press("Escape")
      #expect(try browser.evaluate("document.querySelector('.look-reading').hidden") == "true")
      #expect(browser.complaints == [])
    }

    @Test("the pointer reads a plot of a training") func hovers() throws {
      let project = try SampleReport.built()
      let browser = try Browser()
      try browser.open(project.url("site/02-training.html"))
      try browser.click("#denoiser svg")
      let reading = try browser.text(of: "#denoiser .look-reading")
      #expect(reading.contains("mean squared error: 0."), "\(reading)")
    }

    @Test("where a curve is drawn as it is and smoothed, the reading says which it is of") func saysSmoothed()
      throws
    {
      let browser = try Browser()
      try browser.open(Checkout.root.appending(path: "site/denoiser.html"))
      let probe = "document.querySelector('.plot:has(.raw) .look-probe')"
      try browser.wait(for: probe)
      try browser.evaluate("\(probe).focus()")
      try browser.press("ArrowRight")
      #expect(try browser.evaluate("\(probe).getAttribute('aria-valuetext')").contains(", smoothed "))
    }

    @Test(
      "the search finds sections and figures by words in any order, and Enter opens the first",
      arguments: [
        ("images there", "01-data.html"), ("IMAGES", "01-data.html"), ("rings four", "01-data.html#digits"),
        ("grey blob", "01-data.html#mean"), ("the loss see", "02-training.html#the-loss"),
        ("denoised noisy", "02-training.html#cleaned"), ("three rows of rings", "02-training.html#cleaned"),
        ("loss alone", "02-training.html#losses"), ("table loss in", "02-training.html#summary"),
        ("what there is", "01-data.html"), ("figure 2.2", "02-training.html#cleaned"),
        ("zebras loss alone", "02-training.html#losses"), ("data", "01-data.html"),
        ("gery blob", "01-data.html#mean"), ("dennoised nosy", "02-training.html#cleaned"),
      ])
    func search(_ words: String, _ address: String) throws {
      let project = try SampleReport.built()
      let browser = try Browser()
      try browser.open(project.url("site/index.html"))
      #expect(!browser.requests.contains { $0.hasSuffix("search.js") })
      try browser.press("/")
      try browser.wait(for: "window.reportText")
      try browser.type(words)
      try browser.wait(for: "document.querySelector('.look-search [role=option]')")
      try browser.press("Enter")
      try browser.wait(for: "location.href.includes('\(address.prefix(8))')")
      #expect(try browser.evaluate("location.href") == project.url("site").absoluteString + "/\(address)")
      #expect(browser.complaints == [])
    }

    @Test("the search says when it finds nothing, and Escape closes it") func findsNothing() throws {
      let project = try SampleReport.built()
      let browser = try Browser(width: 390)
      try browser.open(project.url("site/01-data.html"))
      try browser.click(".look-open")
      try browser.wait(for: "window.reportText")
      try browser.type("zebra")
      #expect(try browser.text(of: ".look-note") == "Nothing has any of these words.")
      try browser.evaluate("document.querySelector('.look-search input').value = ''")
      try browser.type("ringgs")
      #expect(
        try browser.text(of: ".look-note").hasPrefix("Nothing has what was typed; with “rings”: "))
      try browser.evaluate("document.querySelector('.look-search input').value = ''")
      try browser.type("rings of a zebra")
      #expect(
        try browser.text(of: ".look-note").hasPrefix("Nothing has all of these words; 3 of them: "))
      try browser.press("Escape")
      try browser.press("Escape")
      #expect(try browser.evaluate("document.querySelector('.look-search').open") == "false")
    }

    @Test("formulas can be searched in plain letters") func letters() throws {
      let index = try String(
        contentsOf: Checkout.root.appending(path: "site/assets/search.js"), encoding: .utf8)
      #expect(index.contains("ε_u") && index.contains("σ = 0.5"))
      #expect(!index.contains("epsilon") && !index.contains("\\mathbf"))
    }

    @Test("a reference to another page shows picture and caption, and the search stays in sight")
    func elsewhere()
      throws
    {
      let browser = try Browser()
      try browser.open(Checkout.root.appending(path: "site/restoration.html"))
      let link =
        "[...document.querySelectorAll('main a.reference')].find((one) => one.pathname !== location.pathname)"
      try browser.wait(for: "document.querySelector('.look-open')")
      let top = try browser.evaluate(
        "String(document.querySelector('.look-open').getBoundingClientRect().top)")
      #expect(abs(try #require(Double(top)) - 16) < 8, "\(top)")
      try browser.evaluate("\(link).focus({ focusVisible: true })")
      try browser.wait(for: "document.querySelector('.look-preview')")
      let label = try browser.evaluate("\(link).textContent")
      #expect(try browser.text(of: ".look-preview figcaption").hasPrefix("\(label)."))
      try browser.press("Escape")
      #expect(try browser.text(of: ".look-preview") == "")
      #expect(browser.complaints == [])
    }

    @Test("a reference to an equation of another page shows the equation") func farEquation() throws {
      let project = try SampleReport.built()
      try project.write(SampleChapter(["As @loss says."]))
      #expect(try project.run("build").status == 0)
      let browser = try Browser()
      try browser.open(project.url("site/03-case.html"))
      try browser.wait(for: "document.querySelector('.look-open')")
      try browser.evaluate("document.querySelector('main a.reference').focus({ focusVisible: true })")
      try browser.wait(for: "document.querySelector('.look-preview math mi')")
      #expect(try browser.text(of: ".look-preview figcaption") == "Equation (2.1).")
      #expect(try !browser.text(of: ".look-preview").contains("\\"))
      #expect(browser.complaints == [])
    }

    @Test("a reference shows its figure while it has the pointer, and the menu the section that is read")
    func way() throws {
      let project = try SampleReport.built()
      let browser = try Browser()
      try browser.open(project.url("site/02-training.html"))
      try browser.evaluate("document.querySelector('main a.reference[href=\"#denoiser\"]').focus()")
      #expect(try browser.text(of: ".look-preview figcaption").hasPrefix("Figure 2.1."))
      try browser.press("Escape")
      #expect(try browser.text(of: ".look-preview") == "")
      try browser.evaluate("document.querySelector('#the-loss').scrollIntoView()")
      try browser.wait(for: "document.querySelector('nav [aria-current=location]')")
      #expect(try browser.text(of: "nav [aria-current=location]") == "The loss")
    }
  }
}
