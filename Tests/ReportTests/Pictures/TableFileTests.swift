import Foundation
import TestSupport
import Testing

/// Tables of CSV files.
@Suite struct TableFileTests {
  private static let runs = "run,loss,note\nfirst,0.12345,\"a, b\"\n\"the \"\"second\"\"\",12,\n"

  @Test("a table of a file has its columns, headings and digits, with numbers at the right") func table()
    throws
  {
    let project = try FileReport.with(
      [
        Block("table", "all", "data: runs.csv"),
        Block(
          "table", "chosen",
          "data: runs.csv\ncolumns: [loss, run]\nheadings: [final loss, run]\ndigits: 2"),
      ], files: ["runs.csv": Self.runs])
    let outcome = try project.run("build")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      try project.read("site/figures/chosen/table.csv")
        == "final loss,run\n0.12,first\n12.00,\"the \"\"second\"\"\"\n")
    let page = try project.read("site/03-case.html")
    #expect(page.contains(#"<th scope="col" class="numeric">final loss</th><th scope="col">run</th>"#))
    #expect(page.contains(#"<td class="numeric">12.00</td><td>the &quot;second&quot;</td>"#))
    #expect(page.contains("<td>a, b</td>"))
  }

  /// Options, and the end of the first line that `check` writes.
  static let mistakes: [(options: String, message: String)] = [
    ("data: runs.csv\ncolumns: [run, los]", "'runs.csv' has no column 'los'"),
    ("data: runs.csv\nrows:\n  - [a]", "'rows' means nothing beside 'data'"),
    ("data: run.csv", "'data' names the file 'run.csv', which does not exist"),
    (
      "data: runs.csv\ncolumns: [run]\nheadings: [a, b]",
      "'headings' must be as many as 'columns' (1), found 2"
    ),
    ("data: runs.csv\nheadings: [a, b]", "'headings' must be as many as the file has columns (3), found 2"),
    ("data: runs.csv\ndigits: [1, 2]", "'digits' must be as many as the file has columns (3), found 2"),
    ("data: runs.csv\ndigits: 99", "'digits' must be whole numbers from 0 to 15, found 99"),
    ("columns: [a]\nrows:\n  - [b]\nheadings: [c]", "'headings' means nothing without 'data'"),
    ("columns: [a]", "'rows' is missing: a list, each item a list, each item a text"),
    ("rows:\n  - [b]", "'columns' is missing: a list, each item a text"),
    ("data: bad.csv", "expected 2 cells as in the first line, found 1"),
    ("data: long.csv", "'long.csv' has 1001 rows, more than the 1000 that are shown"),
  ]

  @Test("what is wrong with a table's file or options is told at check", arguments: mistakes)
  func mistake(_ row: (options: String, message: String)) throws {
    let long = "n\n" + String(repeating: "1\n", count: 1001)
    let found = try FileReport.complaint(
      [Block("table", "runs", row.options)],
      files: ["runs.csv": Self.runs, "bad.csv": "a,b\n1\n", "long.csv": long])
    #expect(found.first.hasSuffix("error: table: \(row.message)"), "\(found.all)")
    #expect(found.status == 1)
  }
}
