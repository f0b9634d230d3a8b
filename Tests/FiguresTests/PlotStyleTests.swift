import Figures
import Foundation
import Testing

@Suite("bars, bands, error bars and insets") struct PlotStyleTests {
  private static let styles: [Plot.Series.Style] = [.raw, .smoothed, .points, .bars, .band, .errors]

  /// A plot of a series in a style, with an inset.
  private static func plot(
    _ row: (name: String, xs: [Double], ys: [Double]), _ style: Plot.Series.Style,
    _ scales: (x: Plot.Scale, y: Plot.Scale)
  ) throws -> Plot {
    var series = try Plot.Series(name: row.name, xs: row.xs, ys: row.ys, style: style)
    if style == .band || style == .errors {
      series = try series.spread(from: row.ys.map { $0 - 1 }, to: row.ys.map { $0 + 1 }, as: style)
    }
    var plot = Plot(xLabel: "x", yLabel: "y", xScale: scales.x, yScale: scales.y, series: [series, series])
    plot.inset = Plot.Inset(xs: 1e-3...2, ys: 1e-6...3)
    return plot
  }

  @Test(
    "degenerate data in any style and scale gives a drawing that is trusted",
    arguments: PlotSVGTests.degenerate)
  func degenerate(_ row: (name: String, xs: [Double], ys: [Double])) throws {
    for style in Self.styles {
      for scales in [(x: Plot.Scale.linear, y: Plot.Scale.linear), (.linear, .log), (.log, .log)] {
        let svg = try Self.plot(row, style, scales).svg(id: "p")
        #expect(PlotSVGTests.isWellFormed(svg))
        #expect(Plot.isDrawing(svg, id: "p"))
        #expect(!svg.contains("nan") && !svg.contains("inf,") && !svg.contains("\"inf"))
      }
    }
  }

  @Test("bars begin at nothing, and share the place of their x") func bars() throws {
    let one = try Plot.Series(name: "one", xs: [1, 2], ys: [3, 6], style: .bars)
    let two = try Plot.Series(name: "two", xs: [1, 2], ys: [6, -3], style: .bars)
    let svg = Plot(xLabel: "x", yLabel: "y", series: [one, two]).svg(id: "p")
    let paths = svg.matches(of: #/ bars" d="(M[^"]+Z)"/#).map { String($0.1) }
    // Two of the legend, and two series with a bar for each x.
    #expect(paths.count == 4)
    let edges = paths.prefix(2).map { path in
      path.matches(of: #/M([0-9.]+) ([0-9.]+)V([0-9.]+)H([0-9.]+)V/#).map { match in
        [match.1, match.2, match.3, match.4].compactMap { Double($0) }
      }
    }
    #expect(edges.allSatisfy { $0.count == 2 && $0.allSatisfy { $0.count == 4 } })
    #expect(edges[0][0][3] == edges[1][0][0], "the second bar begins where the first ends")
    #expect(Set(edges.joined().map { $0[1] }).count == 1, "all bars stand on one line")
    let heights = edges.joined().map { $0[1] - $0[2] }
    #expect(abs(heights[0] * 2 - heights[1]) < 0.3 && abs(heights[0] + heights[3]) < 0.3)
  }

  @Test("an old plot without stretches keeps its bytes through JSON, and one with them is read again")
  func coding() throws {
    let plain = try Plot.Series(name: "a", xs: [1], ys: [2])
    let data = try JSONEncoder().encode(plain)
    #expect(!String(decoding: data, as: UTF8.self).contains("lows"))
    #expect(try JSONDecoder().decode(Plot.Series.self, from: data) == plain)
    let spread = try plain.spread(from: [1], to: [3], as: .band)
    #expect(try JSONDecoder().decode(Plot.Series.self, from: JSONEncoder().encode(spread)) == spread)
    #expect(throws: FigureError.self) { try plain.spread(from: [1, 2], to: [3, 4], as: .band) }
  }

  @Test("no text ends the readers of columns and drawings", arguments: 0..<20)
  func random(_ seed: UInt64) throws {
    var state = seed &* 0x9e37_79b9_7f4a_7c15 | 1
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let pieces = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" ", "width=\"9\" ", "height=\"1e99pt\" ",
      "viewBox=\"0 0 9 9\"", ">",
      "/>", "</svg>", "<g>", "</g>", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "<!DOCTYPE", "=", "'",
      "\"", "a,b\n",
      "1,2\n", "\n", ",", ";", "\t", " ", "é", "\u{0}", "\u{feff}",
    ]
    for _ in 0..<300 {
      let text = (0..<(1 + next(12))).map { _ in pieces[next(pieces.count)] }.joined()
      let size = try? PassiveMarkup.pictureSize(of: Data(text.utf8))
      if let size { #expect(1...65_536 ~= size.width && 1...65_536 ~= size.height, "seed \(seed): \(text)") }
      let table = CSVTable(text)
      let isRegular = table.rows.allSatisfy { $0.count == table.header.count }
      #expect(isRegular, "seed \(seed): \(text)")
    }
  }
}
