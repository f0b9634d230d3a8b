import Figures
import Foundation
import FoundationXML
import Testing

@Suite("plots as SVG") struct PlotSVGTests {
  /// A loss that falls from 1.1 to 0.07 with noise of a fixed generator.
  static func loss(_ count: Int, floor: Double = 0.07, name: String = "loss") throws -> Plot.Series {
    var state: UInt64 = 1
    let ys = (0..<count).map { step in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let noise = Double(state >> 40) / Double(1 << 24) - 0.5
      return (floor + (1.1 - floor) * exp(-Double(step) / (Double(count) / 25))) * (1 + 0.35 * noise)
    }
    return try Plot.Series(name: name, xs: (0..<count).map(Double.init), ys: ys, style: .raw)
  }

  static func isWellFormed(_ svg: String) -> Bool { XMLParser(data: Data(svg.utf8)).parse() }

  static func texts(_ svg: String) -> [String] {
    svg.components(separatedBy: "<text").dropFirst().compactMap { piece in
      piece.split(separator: ">", maxSplits: 1).last?.components(separatedBy: "</text").first
    }
  }

  /// Every plot that must not break: its name and its series.
  static let degenerate: [(String, [Double], [Double])] = [
    ("no points", [], []),
    ("one point", [3], [0.5]),
    ("a constant", [0, 1, 2], [4, 4, 4]),
    ("all zero", [0, 1, 2], [0, 0, 0]),
    ("not finite", [0, 1, 2, 3], [.nan, 1, .infinity, 2]),
    ("negative", [-2, -1, 0], [-1, 0, 1]),
    ("huge", [0, 1e308], [-1.7e308, 1.7e308]),
    ("tiny", [1e-300, 2e-300], [1e-308, 1e-300]),
    ("almost equal", [1, 2], [1, 1 + 1e-15]),
    ("six hundred decades", [1e-300, 1e300], [1e300, 1e-300]),
  ]

  @Test("degenerate data on any scale gives a well-formed picture", arguments: degenerate)
  func degenerateData(_ row: (name: String, xs: [Double], ys: [Double])) throws {
    let series = try Plot.Series(name: "<\(row.name)> & \"more\"", xs: row.xs, ys: row.ys)
    for (xScale, yScale) in [(Plot.Scale.linear, Plot.Scale.linear), (.linear, .log), (.log, .log)] {
      let plot = Plot(xLabel: "x", yLabel: "y", xScale: xScale, yScale: yScale, series: [series])
      let svg = plot.svg(id: "p")
      #expect(Self.isWellFormed(svg))
      #expect(!svg.contains("nan") && !svg.contains("inf"))
    }
  }

  @Test("values that a log axis cannot show are counted in the description") func droppedValues() throws {
    let series = try Plot.Series(name: "loss", xs: [0, 1, 2], ys: [0, -1, 2])
    let svg = Plot(xLabel: "step", yLabel: "loss", yScale: .log, series: [series]).svg(id: "p")
    #expect(svg.contains("loss: 1 points, y from 2 to 2; 2 not shown."))
  }

  @Test("a long series stays small, keeps its spike and gives the same bytes again") func decimates() throws {
    var series = try Self.loss(18_760)
    series.ys[9_001] = 40
    let plot = Plot(xLabel: "step", yLabel: "loss", series: [series, series.smoothed(window: 100)])
    let svg = plot.svg(id: "p")
    #expect(svg.utf8.count < 60_000)
    #expect(svg == plot.svg(id: "p"))
    #expect(Self.texts(svg).contains("40"))
  }

  /// The ends of y, the scale, the labels of its ticks.
  static let tickRows: [(ClosedRange<Double>, Plot.Scale, [String])] = [
    (0...1, .linear, ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
    (0.07...1.1, .linear, ["0", "0.5", "1.0", "1.5"]),
    (0...18_760, .linear, ["0", "5000", "10\u{202f}000", "15\u{202f}000", "20\u{202f}000"]),
    (-3...3, .linear, ["\u{2212}4", "\u{2212}2", "0", "2", "4"]),
    (0.07...1.1, .log, ["0.05", "0.1", "0.2", "0.5", "1", "2"]),
    (1e-6...1, .log, ["10\u{207b}\u{2076}", "10\u{207b}\u{2074}", "0.01", "1"]),
  ]

  @Test("ticks are few and round", arguments: tickRows)
  func ticks(_ row: (range: ClosedRange<Double>, scale: Plot.Scale, labels: [String])) throws {
    let ys = [row.range.lowerBound, row.range.upperBound]
    let series = try Plot.Series(name: "s", xs: [0, 1], ys: ys)
    let svg = Plot(xLabel: "x", yLabel: "y", yScale: row.scale, series: [series]).svg(id: "p")
    #expect(Array(Self.texts(svg).prefix(row.labels.count)) == row.labels)
  }

  @Test("CSV lists a series that is drawn as line and dots once") func csvOfDots() throws {
    let line = try Plot.Series(name: "a", xs: [1, 2], ys: [3, 4])
    var (dots, other) = (line, line)
    dots.style = .points
    other.name = "b"
    let plot = Plot(xLabel: "x", yLabel: "y", series: [line, dots, other])
    #expect(plot.csv() == "series,x,y\na,1,3\na,2,4\nb,1,3\nb,2,4\n")
  }

  @Test("CSV brings every number back exactly") func csv() throws {
    let series = try Plot.Series(name: "a, \"b\"", xs: [0, 1], ys: [0.1, 1e-17])
    let plot = Plot(xLabel: "step", yLabel: "loss", series: [series])
    #expect(plot.csv() == "series,step,loss\n\"a, \"\"b\"\"\",0,0.1\n\"a, \"\"b\"\"\",1,1e-17\n")
  }

  @Test("smoothing keeps a constant, leaves gaps alone and needs a y for each x") func smoothing() {
    #expect(Plot.smoothed([2, 2, 2], window: 5) == [2, 2, 2])
    #expect(Plot.smoothed([1, .nan, 1], window: 3)[1].isNaN)
    #expect(throws: FigureError.seriesLength(name: "s", xs: 1, ys: 0)) {
      try Plot.Series(name: "s", xs: [1], ys: [])
    }
  }

  @Test("the examples can be looked at: set REPORT_PLOTS to a folder") func examples() throws {
    guard let folder = ProcessInfo.processInfo.environment["REPORT_PLOTS"] else { return }
    let raw = try Self.loss(5000)
    let other = try Self.loss(5000, floor: 0.2, name: "class-conditional")
    let floor = Plot.Reference(y: 0.06, label: "floor of the data")
    let one = try Plot.Series(name: "loss", xs: [3], ys: [0.5])
    let both = [raw, raw.smoothed(window: 100), other, other.smoothed(window: 100)]
    let plots = [
      Plot(xLabel: "step", yLabel: "loss", series: Array(both.prefix(2)), reference: floor),
      Plot(xLabel: "step", yLabel: "loss", yScale: .log, series: Array(both.prefix(2)), reference: floor),
      Plot(xLabel: "step", yLabel: "loss", yScale: .log, series: both),
      Plot(xLabel: "step", yLabel: "loss", series: [one]),
    ]
    for (index, plot) in plots.enumerated() {
      try plot.svg(id: "p\(index)").write(toFile: "\(folder)/\(index).svg", atomically: true, encoding: .utf8)
    }
  }
}
