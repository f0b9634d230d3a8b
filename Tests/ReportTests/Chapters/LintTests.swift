import Foundation
import TestSupport
import Testing

/// `report check --lint`: what may be better otherwise.
@Suite struct LintTests {
  /// The warnings' first lines, without their places.
  private static func warnings(_ project: Scratch, _ arguments: String...) throws -> [String] {
    let outcome = try project.run(["check", "--lint"] + arguments)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.errors.split(separator: "\n").compactMap { line in
      line.firstRange(of: ": warning: ").map { String(line[$0.upperBound...]) }
    }
  }

  @Test("without --lint nothing of it is said, and with it the summary counts the warnings") func asked()
    throws
  {
    let project = try SampleReport.built()
    #expect(try project.run("check").output == "2 chapters, 6 blocks, profile quick: no mistakes\n")
    let outcome = try project.run("check", "--lint")
    #expect(outcome.output == "2 chapters, 6 blocks, profile quick: no mistakes, 2 warnings\n")
    #expect(
      outcome.errors.contains("report/01-data.md:19:17: warning: no text refers to the figure 'mean'\n"))
    #expect(
      outcome.errors.contains("  help: write @mean where the text speaks of it, or leave the block out\n"))
    #expect(outcome.errors.contains("warning: no text refers to the figure 'losses'"))
    let json = try project.run("check", "--lint", "--json")
    #expect(json.output.contains("\"kind\" : \"warning\""))
  }

  private static let digits = """
    data: ./digits
    split: train
    count: 4
    """

  /// Parts of a chapter and all warnings of it but those of the sample's own chapters.
  static let chapters: [(name: String, parts: [any ChapterPart], warnings: [String])] = [
    ("a figure that is referred to", ["See @few.", Block("dataset", "few", digits)], []),
    (
      "a figure that a caption refers to",
      [
        Block("dataset", "few", digits),
        Block("table", "t", "columns: [a]\nrows:\n  - [b]\ncaption: As @few."), "@t",
      ], []
    ),
    ("a figure that is not", [Block("dataset", "few", digits)], ["no text refers to the figure 'few'"]),
    (
      "a table that is not", [Block("table", "t", "columns: [a]\nrows:\n  - [b]")],
      ["no text refers to the table 't'"]
    ),
    (
      "a reference in code", ["`@few`", Block("dataset", "few", digits)],
      ["no text refers to the figure 'few'"]
    ),
    (
      "a value is no reference", ["{{few.images}}", Block("dataset", "few", digits)],
      ["no text refers to the figure 'few'"]
    ),
    (
      "a default", ["@few", Block("dataset", "few", "data: ./digits\nsplit: test\ncount: 4")],
      ["dataset: 'split' is test, as it is where nobody writes it"]
    ),
    (
      "a default for one profile",
      ["@few", Block("dataset", "few", "data: ./digits\nsplit: {draft: train, quick: test}\ncount: 4")],
      []
    ),
    (
      "an alternative text like the caption",
      ["@few", Block("dataset", "few", digits + "\nalt: \"Four rings!\"\ncaption: four  rings")],
      ["dataset: 'alt' says what the caption says"]
    ),
    (
      "the seed of what is read",
      [
        "@clean",
        Block("denoise", "clean", "model: denoiser\ndata: ./digits\ncount: 3\nevaluate: 8\nseed: 0"),
      ],
      ["denoise: seed 0 is that of 'denoiser', which the block reads: both draw the same random numbers"]
    ),
    (
      "a seed of its own",
      [
        "@clean",
        Block("denoise", "clean", "model: denoiser\ndata: ./digits\ncount: 3\nevaluate: 8\nseed: 7"),
      ], []
    ),
    (
      "the same work twice",
      ["@few @more", Block("dataset", "few", digits), Block("dataset", "more", digits)],
      ["dataset: seed 1 and all other options are those of 'few': both have one result"]
    ),
    (
      "two seeds",
      ["@few @more", Block("dataset", "few", digits), Block("dataset", "more", digits + "\nseed: 2")], []
    ),
  ]

  private static let own = 2

  @Test("each kind is found where it is, and not where it is not", arguments: chapters.indices)
  func kind(_ index: Int) throws {
    let row = Self.chapters[index]
    let project = try SampleReport.built()
    try project.write(SampleChapter(row.parts))
    #expect(Array(try Self.warnings(project).dropFirst(Self.own)) == row.warnings, "\(row.name)")
  }

  /// Prose beside a block whose variance is VARIANCE, and whether the number in it is found.
  static let prose: [(text: String, isFound: Bool)] = [
    ("It is VARIANCE.", true), ("(VARIANCE)", true), ("**VARIANCE**, or so", true),
    ("It is {{mean.variance}}.", false), ("`VARIANCE`", false), ("$v = VARIANCE$", false),
    ("    VARIANCE", false), ("[a](VARIANCE.png)", false), ("version vVARIANCE", false),
    ("1.VARIANCE", false),
    ("It is 0.5 or 100 or 160.", false), ("It is 9.87654.", false),
  ]

  @Test("a number is found that is typed and that a block has measured", arguments: prose)
  func typedNumber(_ row: (text: String, isFound: Bool)) throws {
    let project = try SampleReport.built()
    let variance = try project.result(of: "mean").text("variance")
    if row.text.contains(".png)") { try project.write(Data(), to: "report/\(variance).png") }
    try project.write(SampleChapter(["@mean", row.text.replacing("VARIANCE", with: variance)]))
    let found = try Self.warnings(project).filter { $0.contains(" is typed, and ") }
    #expect(
      found == (row.isFound ? ["\(variance) is typed, and 'mean' measures variance as \(variance)"] : []))
  }

  /// Pictures in prose, and whether a text is missing.
  static let pictures: [(text: String, isMissing: Bool)] = [
    ("![](a.png)", true), ("![ ](a.png)", true), ("Text ![](a.png) and more.", true),
    ("[![](a.png)](b.md)", true),
    ("- ![](a.png)", true), ("> ![](a.png)", true), ("![][a]\n\n[a]: a.png", true),
    ("![A ring](a.png)", false),
    ("![`code`](a.png)", false), ("![*a* ring](a.png \"title\")", false), ("`![](a.png)`", false),
    ("![](a.png \"title\")", true),
  ]

  @Test("a picture in prose without a text is an error, with or without --lint", arguments: pictures)
  func picture(_ row: (text: String, isMissing: Bool)) throws {
    let project = try FileReport.with([row.text])
    try project.copy(Fixtures.shared.url("pictures/rgb.png"), to: "report/a.png")
    try project.write("---\ntitle: B\n---\n\nB.\n", to: "report/b.md")
    let outcome = try project.run("check")
    #expect(outcome.status == (row.isMissing ? 1 : 0), "\(outcome.errors)")
    let complaint = "the picture 'a.png' has no text for those who cannot see it\n"
    #expect(outcome.errors.contains(complaint) == row.isMissing)
    if row.isMissing { #expect(outcome.errors.hasPrefix("report/03-case.md:"), "\(outcome.errors)") }
  }
}
