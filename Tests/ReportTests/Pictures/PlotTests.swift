import Foundation
import TestSupport
import Testing

/// Plots of files of columns, and of what blocks measured.
@Suite struct PlotTests {
  private static let curves = """
    step,loss,low,high,held,dev,run
    1,2,1,3,2.5,0.5,a
    2,1,0.5,2,,,a

    3,"0.5",0.25,0.75,0.6,0.1,b
    4,0.25,0.2,0.3,0.3,0.05,b

    """

  /// What of a plot is in the drawing.
  static let drawn: [(options: String, parts: [String], data: String)] = [
    ("x: step\nseries: loss", ["smoothed\" d=\"M84", "loss against step"], "loss,1,2\n"),
    ("series: [loss, held]", ["c2 smoothed", ">held</text>"], "held,2,nan\n"),
    ("x: step\nseries: loss\nkind: points", ["c1 points\" d=\"M84 "], "loss,4,0.25\n"),
    ("x: step\nseries: loss\nkind: marked-line", ["c1 smoothed\" d", "c1 points\" d"], "loss,4,0.25\n"),
    ("x: step\nseries: loss\nkind: bars", ["c1 bars\" d"], "loss,1,2\n"),
    ("x: step\nseries: [{y: loss, low: low, high: high}]", ["c1 band\" d"], "loss,1,2,1,3\n"),
    ("x: step\nseries: [{y: held, error: dev, kind: points}]", ["c1 errors\" d"], "held,1,2.5,2,3\n"),
    ("x: step\nseries: [{y: held, error: dev, spread: band}]", ["c1 band\" d"], "held,1,2.5,2,3\n"),
    ("x: step\nseries: loss\ny-scale: log\nx-scale: log", ["c1 smoothed"], "loss,3,0.5\n"),
    (
      "x: step\nseries: loss\ninset: [3, 4, 0.1, 0.6]", ["class=\"inset\"", "class=\"region\"", "<svg x="],
      "loss,1,2\n"
    ),
    ("x: step\nseries: loss\nby: run", [">a</text>", ">b</text>"], "b,3,0.5\n"),
    ("x: run\nseries: loss\nkind: bars", [">a</text>", "x: a, b."], "loss,b,0.5\n"),
    ("x: step\nseries: loss\nreference: 0.5\nreference-label: floor", ["floor: y = 0.5."], "loss,1,2\n"),
    ("x: step\nseries: [{y: loss, name: mine}]\nx-label: n\ny-label: E", ["E against n"], "mine,1,2\n"),
    (
      "x: [1, 2, many]\nseries: [{y: [3, 4, 5], name: list}]\nkind: bars",
      [">many</text>", "x: 1, 2, many."],
      "list,many,5\n"
    ),
    ("x: [1, 2]\nseries: [{y: [3, 4], name: list}]", ["list against number"], "list,1,3\n"),
  ]

  @Test("every kind of plot draws its parts and gives its numbers away", arguments: drawn)
  func drawing(_ row: (options: String, parts: [String], data: String)) throws {
    let data = row.options.contains("x: [") ? "" : "data: curves.csv\n"
    let project = try FileReport.with(
      [Block("plot", "curves", data + row.options)], files: ["curves.csv": Self.curves])
    let outcome = try project.run("build")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let page = try project.read("site/03-case.html")
    for part in row.parts { #expect(page.contains(part), "no \(part)") }
    #expect(try project.read("site/figures/curves/plot.csv").contains(row.data))
    #expect(HTMLPage(page).flaw == nil)
    #expect(!page.contains("NaN") && !page.contains("\"nan"))
    #expect(try project.run("build").errors.contains("0 of 1 block ran"), "the drawing is not trusted again")
  }

  @Test("a plot draws what blocks measured, and runs again when they do") func measured() throws {
    let project = try SampleReport.built()
    try project.write(
      SampleChapter([
        Block(
          "plot", "losses-of-both",
          "x: [1, 2]\nseries: [{y: [\"{{denoiser.loss}}\", \"{{mean.variance}}\"], name: both}]")
      ]))
    let outcome = try project.run("build")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let data = try project.read("site/figures/losses-of-both/plot.csv")
    let loss = try project.result(of: "denoiser").number("loss")
    #expect(data.contains("both,1,\(loss)\n"))
  }

  @Test("bars over other words cannot be compared, and the text is published beside the site")
  func comparedWords() throws {
    let bars = { (id: String, words: String) in
      Block("plot", id, "x: [\(words)]\nseries: [{y: [1, 2]}]\nkind: bars")
    }
    let project = try FileReport.with([
      bars("one", "a, b"), bars("two", "b, c"), Block("compare", "both", "blocks: [one, two]"),
    ])
    let outcome = try project.run("build")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("compare: the bars of 'one' and 'two' stand over other words"))
    #expect(try project.read(".report/partial/03-case.html").contains("stand over other words"))
    #expect(try project.run("build", "--keep-going").status == 1)
    #expect(try project.read("site/03-case.html").contains("stand over other words"))
  }

  @Test("two plots of the same quantities can be compared") func compared() throws {
    let options = "data: curves.csv\nx: step\nseries: [{y: loss}]\ny-label: E"
    let project = try FileReport.with(
      [
        Block("plot", "one", options), Block("plot", "two", options + "\nkind: points"),
        Block("compare", "both", "blocks: [one, two]"),
      ], files: ["curves.csv": Self.curves])
    #expect(try project.run("build").status == 0)
    #expect(try project.read("site/figures/both/plot.csv").contains("two,4,0.25\n"))
  }
}
