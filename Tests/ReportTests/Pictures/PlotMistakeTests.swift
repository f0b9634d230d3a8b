import Foundation
import TestSupport
import Testing

/// What can be wrong with plots of files and lists, each told at `check`.
@Suite struct PlotMistakeTests {
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

  @Test("a file of 5 MB, and one of 60,000 rows, are too much for a plot") func large() throws {
    let rows = { (count: Int, text: String) in "x,y\n" + String(repeating: text, count: count) }
    let found = try FileReport.complaint(
      [
        Block("plot", "one", "data: long.csv\nseries: y"),
        Block("plot", "two", "data: many.csv\nseries: y"),
      ],
      files: [
        "long.csv": rows(100_000, String(repeating: "1", count: 50) + ",1\n"),
        "many.csv": rows(60_000, "1,2\n"),
      ])
    #expect(found.status == 1)
    #expect(found.all.contains("plot: 'long.csv' has 5 MB, more than the 4 MB of a file of columns\n"))
    #expect(found.all.contains("plot: 'many.csv' has 60000 rows, more than the 50000 that are shown\n"))
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
}
