import Foundation
import TestSupport
import Testing

/// Chapters that no person writes: none may crash the program, hang it, or get past it unseen.
@Suite struct HostileChapterTests {
  private static let front = SampleChapter.front()

  /// A chapter's bytes, the exit status, and the beginning of what is said (nothing where it builds).
  struct Row: CustomTestStringConvertible {
    let testDescription: String
    let chapter: Data
    let status: Int32
    let errors: String

    init(_ name: String, _ text: String, _ status: Int32, _ errors: String = "") {
      self.init(name, Data((HostileChapterTests.front + text).utf8), status, errors)
    }

    init(_ name: String, _ chapter: Data, _ status: Int32, _ errors: String = "") {
      (testDescription, self.chapter, self.status, self.errors) = (name, chapter, status, errors)
    }
  }

  static let rows = [
    Row(
      "bad UTF-8", Data("---\ntitle: A\n---\nab\u{E4}c".utf8) + Data([0xFF, 0x0A]), 1,
      "report/03-case.md:4:5: error: the text is not UTF-8\n  help: save the file as UTF-8\n"),
    Row(
      "UTF-16", Data([0xFF, 0xFE, 0x2D, 0x00]), 1, "report/03-case.md:1:1: error: the text is not UTF-8\n"),
    Row("a NUL byte", Data("\(front)a\0b".utf8), 1, "report/03-case.md:6:2: error: "),
    Row(
      "ten megabytes", String(repeating: "word ", count: 2_000_000), 1,
      "report/03-case.md: error: the file has 10.0 MB, more than the 4.0 MB that a file of a report may have\n"
    ),
    Row("deep quotations", String(repeating: ">", count: 100_000) + " @x\n", 1, "report/03-case.md:6:"),
    Row("deep lists", String(repeating: "- ", count: 20_000) + "x\n", 0),
    Row("deep brackets", String(repeating: "[", count: 100_000) + "\n", 0),
    Row("deep emphasis", String(repeating: "*a **b ", count: 50_000) + "\n", 0),
    Row("many dollars", String(repeating: "$ ", count: 100_000) + "\n", 0),
    Row("many open formulas", String(repeating: "$a ", count: 50_000) + "\n", 0),
    Row(
      "many backtick runs",
      (1...1200).map { String(repeating: "`", count: $0) }.joined(separator: " ") + "\n", 0),
    Row("many double dollars", String(repeating: "$$ \\", count: 50_000) + "\n", 0),
    Row("many open values", String(repeating: "{{ ", count: 30_000) + "\n", 0),
    Row("a line of a megabyte", String(repeating: "x", count: 1_000_000) + "\n", 0),
    Row(
      "placeholder characters",
      "a\u{E000}b \u{E001} \u{F8FF} \u{F0000} $x$ `\u{E000}` [\u{E000}](x#\u{E000})\n", 1,
      "report/03-case.md:6:"),
    Row(
      "placeholders in prose", "a\u{E000}b \u{E001}\u{F8FF}\u{F0000}\u{10FFFD} $x$ `\u{E000}` **\u{E005}**\n",
      0),
    Row("controls", "a\u{1}\u{B}\u{C}\u{1B}[31m\u{7F}\u{85}\u{2028}\u{202E}b\r\rc\n", 0),
    Row(
      "line ends of old", "\r\r\r\r\r\r\r\r\r\r```{trian} x\r```\r", 1,
      "report/03-case.md:16:1: error: unknown directive 'trian'"),
    Row(
      "many aliases of aliases",
      "```{noise} case\na: &a [x, x]\n"
        + (1...30).map {
          "k\($0): &a\($0) [*a\($0 == 1 ? "" : "\($0 - 1)"), *a\($0 == 1 ? "" : "\($0 - 1)")]\n"
        }.joined()
        + "? *a30\n: x\n```\n", 1, "report/03-case.md:"),
    Row(
      "a YAML block of many dashes", "```{noise} case\n" + String(repeating: "- ", count: 5000) + "\n```\n",
      1,
      "report/03-case.md:7:1: error: nested more than 32 levels deep\n"),
    Row(
      "YAML nested by its lines",
      "```{noise} case\n" + (0..<150).map { String(repeating: " ", count: $0) + "a:\n" }.joined() + "```\n",
      1,
      "report/03-case.md:"),
    Row("a control in YAML", "```{noise} case\ncaption: a\u{1}b\n```\n", 1, "report/03-case.md:"),
    Row("a directive of YAML", "```{noise} case\n%YAML 9.9\n---\na: b\n```\n", 1, "report/03-case.md:"),
    Row(
      "a tag of YAML", "```{noise} case\ncaption: !!python/object:os.system x\n```\n", 1,
      "report/03-case.md:6:1"),
    Row("nested fences", "````\n```{noise} case\n```\n````\n\n~~~\n```{trian} x\n~~~\n", 0),
    Row(
      "a fence with a no-break space", "```{noise}\u{A0}case\n```\n", 1,
      "report/03-case.md:6:1: error: a directive's fence reads '{name} id', found '{noise}\u{A0}case'\n"),
    Row(
      "a fence whose id ends with a no-break space", "```{noise} case\u{A0}\n```\n", 1,
      "report/03-case.md:6:1: error: a directive's fence reads '{name} id', found '{noise} case\u{A0}'\n"),
    Row(
      "an id of a thousand letters", "```{noise} \(String(repeating: "a", count: 1000))\n```\n", 1,
      "report/03-case.md:6:12: error: "),
    Row(
      "a formula of a megabyte", "$\(String(repeating: "x+", count: 100_000))x$\n", 1,
      "report/03-case.md:6:1: error: the formula has 200001 characters, more than the 10000 that a formula may have\n"
    ),
    Row(
      "an endless macro", "$\\def\\a{\\a\\a}\\a$\n", 1,
      "report/03-case.md:6:1: error: the formula is not valid TeX: "),
    Row(
      "TeX that would run a script", "$\\href{javascript:alert(1)}{x}$ $\\htmlId{a}{b}$\n", 1,
      "report/03-case.md:6:"),
    Row("an empty file", Data(), 1, "report/03-case.md:1:1: error: the chapter has no front matter\n"),
    Row(
      "only a byte order mark", Data([0xEF, 0xBB, 0xBF]), 1,
      "report/03-case.md:1:1: error: the chapter has no front matter\n"),
  ]

  @Test("a hostile chapter neither crashes nor hangs the program", arguments: rows) func hostile(_ row: Row)
    throws
  {
    let project = try SampleReport.built()
    try project.write(row.chapter, to: SampleChapter.path)
    let before = try project.snapshot(of: "site")
    let outcome = try project.run("build", seconds: 20)
    #expect(outcome.status == row.status, "\(outcome.errors.prefix(2000))")
    if row.status != 0 {
      #expect(outcome.errors.hasPrefix(row.errors), "\(outcome.errors.prefix(2000))")
      #expect(try project.snapshot(of: "site") == before)
    }
  }

  /// What `check` says of three thousand tables.
  private func checkOfTables(_ table: (Int) -> (cell: String, caption: String)) throws -> Program.Outcome {
    let project = try SampleReport.built()
    let tables = (0..<3000).map { index in
      let (cell, caption) = table(index)
      return Block("table", "t\(index)", "columns: [a]\nrows: [[\(cell)]]\ncaption: \(caption)")
    }
    try project.write(SampleChapter(tables))
    return try project.run("check", seconds: 30)
  }

  @Test("thousands of blocks are checked in seconds") func manyBlocks() throws {
    let outcome = try checkOfTables { ("x", "See @t\(max(0, $0 - 1)).") }
    #expect(
      outcome.output == "3 chapters, 3006 blocks, profile quick: no mistakes\n",
      "\(outcome.errors.prefix(500))")
  }

  @Test("a chain of thousands of tables that read each other is no deep recursion") func chain() throws {
    let outcome = try checkOfTables { ("\"{{t\($0 + 1).x}}\"", "A.") }
    #expect(outcome.status == 1)
    #expect(outcome.errors.hasSuffix("3000 mistakes\n"))
  }

  @Test("a chapter that is a folder, a pipe or a link out of the folder is named") func strangeFiles() throws
  {
    let project = try SampleReport.built()
    try project.write("---\ntitle: Secret\n---\n", to: "secret.md")
    try project.createFolder("report/03-folder.md")
    mkfifo(project.url("report/04-pipe.md").path, 0o644)
    try FileManager.default.createSymbolicLink(
      at: project.url("report/05-link.md"), withDestinationURL: project.url("secret.md"))
    try FileManager.default.createSymbolicLink(
      at: project.url("report/06-gone.md"), withDestinationURL: project.url("gone.md"))
    try project.write("---\ntitle: I\n---\n", to: "report/index.md")
    let outcome = try project.run("build", seconds: 10)
    try Transcript.strangeFiles.expect(outcome.errors)
    #expect(outcome.status == 1)
  }
}
