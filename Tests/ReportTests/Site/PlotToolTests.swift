import Foundation
import TestSupport
import Testing

extension DrivenBrowser {
  /// Plots whose series can be hidden and whose x axis can be zoomed, with cursors that go together.
  @Suite struct PlotToolTests {
    /// A training with a validation, its losses once more, and other points.
    nonisolated(unsafe) static let built = Result {
      let project = try SampleReport.built()
      try project.write(
        "length,height,low\n1,2,1\n2,30,20\n4,450,300\n5,700,600\n9,12,11\n", to: "report/p.csv")
      let training = "data: ./digits\nwidth: 4\nbatch: 8\nepochs: 3\nkeep: [3]\nrate: 0.002\nvalidation: 20"
      try project.write(
        SampleChapter([
          Block("train", "checked", training), Block("loss-plot", "again", "runs: checked"),
          Block("plot", "logs", "data: p.csv\nx: length\nseries: [height, low]\nx-scale: log\ny-scale: log"),
          Block("plot", "barred", "data: p.csv\nx: length\nseries: [height, low]\nkind: bars"),
        ]))
      let outcome = try project.run("build")
      try #require(outcome.status == 0, "\(outcome.errors)")
      return project
    }

    private static func page(width: Int = 1280) throws -> Browser {
      let browser = try Browser(width: width)
      try browser.open(try built.get().url("site/03-case.html"))
      try browser.wait(for: "document.querySelectorAll('.look-probe').length === 4")
      return browser
    }

    private static func text(_ figure: String, _ browser: Browser) throws -> String {
      try browser.evaluate("document.querySelector('#\(figure) .look-probe').getAttribute('aria-valuetext')")
    }

    @Test(
      "a key on its entry of the legend hides a series, in the drawing and for whoever reads, and shows it again"
    )
    func series() throws {
      let browser = try Self.page()
      let entry = "document.querySelector('#logs .look-series[aria-label=\"Show low\"]')"
      let isShown = "getComputedStyle(document.querySelector('#logs svg > .c2.smoothed')).display !== 'none'"
      func read() throws -> String {
        try browser.evaluate("document.querySelector('#logs .look-probe').focus()")
        try browser.press("Home")
        return try Self.text("logs", browser)
      }
      #expect(try read() == "length 1, height 2, low 1")
      for isOn in [false, true] {
        try browser.evaluate("\(entry).focus()")
        try browser.press(isOn ? "Enter" : " ")
        #expect(try browser.evaluate("\(entry).getAttribute('aria-pressed')") == "\(isOn)")
        #expect(try browser.evaluate(isShown) == "\(isOn)")
        #expect(try read() == (isOn ? "length 1, height 2, low 1" : "length 1, height 2"))
      }
      #expect(browser.complaints == [])
    }

    @Test("a plot changes between linear and logarithmic, and its readings stay") func scales() throws {
      let browser = try Self.page()
      let bar = "document.querySelector('#logs .look-bar button')"
      let curve = "document.querySelector('#logs svg > .c1.smoothed').getAttribute('d')"
      let labels = """
        [...document.querySelectorAll('#logs svg text[text-anchor=end]')].filter((text) =>
          getComputedStyle(text).display !== 'none').map((text) => text.textContent).join(' ')
        """
      func readings() throws -> [String] {
        try browser.evaluate("document.querySelector('#logs .look-probe').focus()")
        return try ["Home", "ArrowRight", "End"].map {
          try browser.press($0)
          return try Self.text("logs", browser)
        }
      }
      let before = (try browser.evaluate(curve), try browser.evaluate(labels), try readings())
      #expect(try browser.evaluate("\(bar).textContent") == "Linear scale")
      try browser.evaluate("\(bar).focus()")
      try browser.press("Enter")
      #expect(try browser.evaluate("\(bar).getAttribute('aria-pressed')") == "true")
      #expect(try browser.evaluate(curve) != before.0)
      #expect(try browser.evaluate(labels) != before.1)
      #expect(try readings() == before.2)
      // The mark at a value stands on its curve.
      let cross = "document.querySelector('#logs .look-cross .c1')"
      let distance = """
        Math.min(...\(curve).match(/-?\\d*\\.?\\d+ -?\\d*\\.?\\d+/g).map((place) => {
          const [x, y] = place.split(' ').map(Number);
          return Math.hypot(x - \(cross).getAttribute('cx'), y - \(cross).getAttribute('cy'));
        }))
        """
      #expect(try Double(browser.evaluate("String(\(distance))")) ?? 9 < 0.2)
      try browser.evaluate("\(bar).click()")
      #expect(try browser.evaluate(curve) == before.0)
      #expect(try browser.evaluate(labels) == before.1)
      #expect(browser.complaints == [])
    }

    @Test("a loss is smoothed as far as the slider says, and at its left end is the drawing's") func smooths()
      throws
    {
      let browser = try Browser()
      try browser.open(Checkout.root.appending(path: "site/denoiser.html"))
      let plot = "document.querySelector('.plot:has(.raw)')"
      let slider = "\(plot).closest('figure').querySelector('.look-bar input')"
      try browser.wait(for: slider)
      let curve = "\(plot).querySelector('.smoothed').getAttribute('d')"
      /// How far a curve goes up and down.
      let way = """
        (() => {
          const ys = \(curve).match(/-?\\d*\\.?\\d+/g).map(Number).filter((_, place) => place % 2);
          return String(ys.slice(1).reduce((sum, y, place) => sum + Math.abs(y - ys[place]), 0));
        })()
        """
      let drawn = try browser.evaluate(curve)
      var ways: [Double] = []
      try browser.evaluate("\(slider).focus()")
      try browser.press("ArrowRight")
      ways.append(try #require(Double(browser.evaluate(way))))
      try browser.press("End")
      ways.append(try #require(Double(browser.evaluate(way))))
      #expect(ways[1] < ways[0], "\(ways)")
      try browser.press("Home")
      #expect(try browser.evaluate(curve) == drawn)
      #expect(browser.complaints == [])
    }

    /// What the plot says that it shows; nothing where it shows all.
    private static func range(_ figure: String, _ browser: Browser) throws -> [Double] {
      let text = try browser.text(of: "#\(figure) .look-zoomed output")
      return text.matches(of: #/-?\d+(\.\d+)?/#).compactMap { Double($0.0) }
    }

    @Test(
      "dragging shows a part of the x axis, and a double click all of it",
      arguments: ["checked", "logs", "barred"])
    func drags(_ figure: String) throws {
      let browser = try Self.page()
      let drawn =
        "document.querySelector('#\(figure) svg').textContent + "
        + "[...document.querySelectorAll('#\(figure) svg > path')].map((path) => path.getAttribute('d'))"
      try browser.evaluate("document.querySelector('#\(figure) .look-probe').focus()")
      let (first, last) = try (Self.x(at: "Home", figure, browser), Self.x(at: "End", figure, browser))
      try browser.press("Escape")
      let whole = try browser.evaluate(drawn)
      try browser.drag("#\(figure) .look-probe", from: 0.25, to: 0.5)
      let range = try Self.range(figure, browser)
      try #require(range.count == 2)
      for (end, share) in zip(range, [0.25, 0.5]) {
        let expected = figure == "logs" ? first * pow(last / first, share) : first + share * (last - first)
        #expect(abs(end - expected) <= 0.06 * (last - first), "\(range)")
      }
      #expect(try browser.evaluate(drawn) != whole)
      // The labels of the ticks are those of the part.
      let labels = try browser.evaluate(
        "[...document.querySelectorAll('#\(figure) svg g > text')].map((text) => text.textContent)")
      let ticks = labels.split(separator: ",").compactMap { Double($0) }
      #expect(ticks.count >= 2 && ticks.allSatisfy { range[0] * 0.99...range[1] * 1.01 ~= $0 }, "\(labels)")
      try browser.doubleClick("#\(figure) .look-probe")
      #expect(try Self.range(figure, browser) == [])
      #expect(try browser.evaluate(drawn) == whole)
      #expect(browser.complaints == [])
    }

    /// The x that is read at a key.
    private static func x(at key: String, _ figure: String, _ browser: Browser) throws -> Double {
      try browser.press(key)
      let text = try text(figure, browser)
      return try #require(text.firstMatch(of: #/-?\d+(\.\d+)?/#).flatMap { Double($0.0) })
    }

    @Test("keys zoom in, keep what they read in sight, and zoom out again") func keys() throws {
      let browser = try Self.page()
      try browser.evaluate("document.querySelector('#logs .look-probe').focus()")
      for key in ["Home", "+", "+"] { try browser.press(key) }
      let near = try Self.range("logs", browser)
      try #require(near.count == 2)
      #expect(near[0] == 1 && near[1] < 2, "\(near)")
      try browser.press("End")
      #expect(try Self.text("logs", browser).hasPrefix("length 9,"))
      #expect(try Self.range("logs", browser).last == 9)
      for (keys, way) in [(["-", "-"], "minus"), (["+", "0"], "0"), (["+", "Escape"], "Escape")] {
        for key in keys { try browser.press(key) }
        #expect(try Self.range("logs", browser) == [], "\(way)")
      }
      try browser.press("+")
      try browser.click("#logs .look-zoomed button")
      #expect(try Self.range("logs", browser) == [])
      let focused = "document.activeElement === document.querySelector('#logs .look-probe')"
      #expect(try browser.evaluate(focused) == "true")
    }

    @Test("two fingers zoom a plot, and one reads it") func pinches() throws {
      let browser = try Self.page(width: 390)
      try browser.pinch("#checked .look-probe", from: (0.4, 0.6), to: (0.2, 0.8))
      let range = try Self.range("checked", browser)
      try #require(range.count == 2)
      #expect(range[1] - range[0] < 0.5 * 60, "\(range)")
      try browser.tap("#logs .look-probe")
      #expect(try browser.text(of: "#logs .look-reading").contains("height"))
    }

    @Test("plots over the same x show their values together") func linked() throws {
      let browser = try Self.page()
      try browser.evaluate("document.querySelector('#checked .look-probe').focus()")
      for key in ["Home", "PageDown", "PageDown"] { try browser.press(key) }
      let x = "document.querySelector('#FIGURE .look-reading strong').textContent"
      let isHidden = "document.querySelector('#FIGURE .look-reading').hidden"
      func ask(_ question: String, _ figure: String) throws -> String {
        try browser.evaluate(question.replacing("FIGURE", with: figure))
      }
      #expect(try ask(isHidden, "again") == "false")
      #expect(try ask(x, "again") == ask(x, "checked"))
      #expect(try ask(isHidden, "logs") == "true", "its x is another")
      try browser.press("Escape")
      #expect(try ask(isHidden, "again") == "true")
    }

    @Test("a validation is dashed and has the colour of its training") func validation() throws {
      let browser = try Self.page()
      let colors = try browser.evaluate(
        """
        ["smoothed:not(.validation)", "validation:not(.points)", "validation.points"].map((style) => {
          const look = getComputedStyle(document.querySelector("#checked svg > path." + style));
          return [look.stroke, look.strokeDasharray].join(" ");
        }).join(" / ")
        """
      ).components(separatedBy: " / ")
      let color = try #require(colors.first?.replacing(" none", with: ""))
      #expect(colors == ["\(color) none", "\(color) 5px, 6px", "\(color) none"])
      #expect(try browser.evaluate("document.querySelectorAll('#checked svg .c2').length") == "0")
    }

    @Test("the letters of a plot are no larger than the page's", arguments: [1280, 700, 520, 390])
    func letters(_ width: Int) throws {
      let browser = try Self.page(width: width)
      let share = try browser.evaluate(
        """
        (() => {
          const svg = document.querySelector("#checked svg");
          const size = (element) => parseFloat(getComputedStyle(element).fontSize);
          const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
          return (size(svg.querySelector("text")) * scale) / size(document.body);
        })()
        """)
      let number = try #require(Double(share))
      #expect((0.6...1).contains(number), "\(share)")
    }

    @Test(
      "a page draws the very lines of the drawing that is kept, in fewer bytes",
      arguments: ["checked", "logs"])
    func draws(_ figure: String) throws {
      let browser = try Self.page()
      let kept = try Self.built.get().read("site/figures/\(figure)/plot.svg")
      let quoted = String(decoding: try JSONEncoder().encode("<div id=\"kept\">\(kept)</div>"), as: UTF8.self)
      try browser.evaluate("document.body.insertAdjacentHTML('beforeend', \(quoted))")
      for style in ["raw", "smoothed"] {
        let differences = try browser.evaluate(
          """
          (() => {
            const lines = ["#\(figure) svg", "#kept svg"].map((place) =>
              [...document.querySelectorAll(place + " > path.\(style)")].filter((path) => path.getTotalLength() > 25));
            if (lines[0].length !== lines[1].length) return "another count";
            return lines[0].flatMap((line, index) => [0, 0.1, 0.37, 0.5, 0.93, 1].filter((share) => {
              const [a, b] = [line, lines[1][index]].map((path) => path.getPointAtLength(share * path.getTotalLength()));
              return Math.hypot(a.x - b.x, a.y - b.y) > 0.05;
            })).length;
          })()
          """)
        #expect(differences == "0", "\(style)")
      }
      let shown = try browser.evaluate("document.querySelector('#\(figure) svg').outerHTML.length")
      #expect(try #require(Int(shown)) < kept.utf8.count)
    }
  }
}
