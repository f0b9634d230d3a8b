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
    ("x: step\nseries: loss\nkind: bars", ["c1 bars\" d", ".bars{fill"], "loss,1,2\n"),
    ("x: step\nseries: [{y: loss, low: low, high: high}]", ["c1 band\" d", ".band{fill"], "loss,1,2,1,3\n"),
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
    ("x: [1, 2]\nseries: [{y: [3, 4], name: list}]", ["list against number"], "list,1,3\n"),
  ]

  @Test("every kind of plot draws its parts and gives its numbers away", arguments: drawn)
  func drawing(_ row: (options: String, parts: [String], data: String)) throws {
    let data = row.options.contains("[1, 2]") ? "" : "data: curves.csv\n"
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

  /// A file, options, and the first line that `check` writes.
  static let mistakes: [(csv: String, options: String, message: String)] = [
    ("x,y\n1,2\n", "series: z", "report/03-case.md:8:9: error: plot: 'a.csv' has no column 'z'"),
    (
      "x,y\n1,2\n2,n/a\n", "series: y",
      "report/a.csv:3:3: error: plot: column 'y' expects a number, found 'n/a'"
    ),
    ("x,y\n1,NaN\n", "series: y", "report/a.csv:2:3: error: plot: column 'y' expects a number, found 'NaN'"),
    (
      "x,y\n1,1\n2,inf\n", "series: y",
      "report/a.csv:3:3: error: plot: column 'y' expects a number, found 'inf'"
    ),
    (
      "x,y\n1,0x10\n", "series: y", "report/a.csv:2:3: error: plot: column 'y' expects a number, found '0x10'"
    ),
    ("x;y\n1;1,5\n", "series: y", "report/a.csv:2:3: error: plot: column 'y' expects a number, found '1,5'"),
    (
      "x,y\n1,1\n2,0\n", "series: y\ny-scale: log",
      "report/a.csv:3:3: error: plot: '0' of 'y' has no place on a logarithmic y axis, which has positive numbers only"
    ),
    (
      "x,y\n-1,1\n", "x: x\nseries: y\nx-scale: log",
      "report/a.csv:2:1: error: plot: '-1' of 'x' has no place on a logarithmic x axis, which has positive numbers only"
    ),
    (
      "x,y,e\n1,1,2\n", "series: [{y: y, error: e}]\ny-scale: log",
      "report/a.csv:2:5: error: plot: '-1.000' of 'y less its error' has no place on a logarithmic y axis, "
        + "which has positive numbers only"
    ),
    (
      "x,y,e\n1,1,-2\n", "series: [{y: y, error: e}]",
      "report/a.csv:2:5: error: plot: 'e' says how far off values are, and -2 is below 0"
    ),
    (
      "y,l,h\n1,2,1\n", "series: [{y: y, low: l, high: h}]",
      "report/a.csv:2:3: error: plot: a band goes from 2 up to 1, which is lower"
    ),
    (
      "x,y\n,1\n", "x: x\nseries: y",
      "report/03-case.md:8:4: error: plot: column 'x' of 'a.csv' has no numbers"
    ),
    (
      "x,y\n1,1\n,2\n", "x: x\nseries: y",
      "report/a.csv:3:1: error: plot: column 'x' has an empty cell where every row needs a number"
    ),
    (
      "x,y\n1,2,3\n", "series: y",
      "report/a.csv:2:1: error: plot: expected 2 cells as in the first line, found 3"
    ),
    ("x,x\n1,2\n", "series: x", "report/a.csv:1:3: error: plot: the column 'x' is there twice"),
    ("x,\n1,2\n", "series: x", "report/a.csv:1:3: error: plot: column 2 has no name"),
    (
      "x,y\n1,\"2\n", "series: y",
      "report/a.csv:2:3: error: plot: what starts here in quotation marks is never closed"
    ),
    (
      "x,y\n1,\"2\" a\n", "series: y",
      "report/a.csv:2:7: error: plot: expected a separator or the line's end behind a cell in quotation marks"
    ),
    ("\n", "series: y", "report/a.csv:1:1: error: plot: the file has no columns"),
    (
      "x,y\na,1\n", "x: x\nseries: y",
      "report/a.csv:2:1: error: plot: column 'x' expects a number, found 'a'"
    ),
    ("x,y\n1,2\n", "series: y\nby: run", "report/03-case.md:9:5: error: plot: 'a.csv' has no column 'run'"),
    (
      "x,y\n1,2\n", "series: [{y: [1, 2]}]",
      "report/03-case.md:7:7: error: plot: 'series' has a list, though 'data' names a file"
    ),
    (
      "x,y\n1,2\n", "series: [{y: y, low: x}]",
      "report/03-case.md:8:10: error: plot: 'high' is missing: the name of a column, or a list of numbers and of values {{id.name}}"
    ),
    (
      "x,y\n1,2\n", "series: [{y: y, colour: red}]",
      "report/03-case.md:8:17: error: plot: unknown option 'colour'"
    ),
    (
      "x,y\n1,2\n", "series: y\ninset: [2, 1, 0, 1]",
      "report/03-case.md:9:8: error: plot: 'inset' must be four numbers: from x, to x, from y, to y, each pair in order, found [2, 1, 0, 1]"
    ),
  ]

  @Test("what is wrong with a file or its options is told at check, at its line", arguments: mistakes)
  func mistake(_ row: (csv: String, options: String, message: String)) throws {
    let found = try FileReport.complaint(
      [Block("plot", "curves", "data: a.csv\n\(row.options)")], files: ["a.csv": row.csv])
    #expect(found.first == row.message, "\(found.all)")
    #expect(found.all.contains("\n  help: ") || row.message.contains("must be"), "\(found.all)")
    #expect(found.status == 1)
  }

  /// Options without a file, and the end of the first line that `check` writes.
  static let lists: [(options: String, message: String)] = [
    ("series: y", "'y' is the name of a column, and 'data' names no file"),
    (
      "x: [1, 2]\nseries: [{y: [1, 2, 3]}]",
      "'series' must be lists of 2 numbers, one for each x, found one of 3"
    ),
    ("x: [a, b]\nseries: [{y: [1, 2]}]", "'x' expects numbers, found 'a'; only bars stand over words"),
    ("series: [{y: [1, high]}]", "column 'a list' expects a number, found 'high'"),
    ("series: [{y: [\"{{none.loss}}\"]}]", "'series' names the block 'none', which does not exist"),
    ("series: [{y: [1, 2]}]\nby: run", "'by' means nothing without 'data'"),
    ("series: [{y: [1, 2]}]\nkind: bars\nx-scale: log", "'x-scale' means nothing of 'log' under bars"),
    (
      "series: [{y: [0, 2]}]\ny-scale: log",
      "'0.0' of 'y' has no place on a logarithmic y axis, which has positive numbers only"
    ),
    (
      "series: [{y: [1]}]\nreference: 0\ny-scale: log",
      "'reference' must be above 0 on a logarithmic axis, found 0"
    ),
    ("series: [{y: [1], kind: pie}]", "'kind' must be one of line, points, bars, marked-line, found 'pie'"),
    ("data: none.csv\nseries: y", "'data' names the file 'none.csv', which does not exist"),
  ]

  @Test("what is wrong with lists is told at check", arguments: lists)
  func listMistake(_ row: (options: String, message: String)) throws {
    let found = try FileReport.complaint([Block("plot", "curves", row.options)])
    #expect(found.first.hasSuffix("error: plot: \(row.message)"), "\(found.all)")
    #expect(found.status == 1)
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
