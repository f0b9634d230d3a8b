import TestSupport
import Testing

/// A number, a truth value, a list or a mapping in quotation marks is a text; the message says so.
@Suite struct QuotedValueTests {
  @Test(
    "what is no text must not be quoted, and the message says what to write",
    arguments: [
      ("report/01-data.md", "count: 4", #"count: "4""#, "4"),
      ("report/01-data.md", "count: 4", "count: '4'", "4"),
      ("report/01-data.md", "count: 4", #"count: " 4 ""#, "4"),
      ("report/01-data.md", "count: 4", #"count: "+4""#, "+4"),
      ("report/01-data.md", "columns: 4", #"columns: {draft: 4, quick: "2"}"#, "2"),
      ("report/01-data.md", "columns: 4", #"columns: "{draft: 4, quick: 2}""#, "{draft: 4, quick: 2}"),
      ("report/01-data.md", "seed: 0", #"seed: "0""#, "0"),
      (
        "report/01-data.md", "split: train", #"split: "{draft: train, quick: test}""#,
        "{draft: train, quick: test}"
      ),
      ("report/01-data.md", "order: 1", #"order: "1""#, "1"),
      ("report/02-training.md", "rate: 0.002", #"rate: "2e-3""#, "2e-3"),
      ("report/02-training.md", "batch: 32", "batch: 32\nlimit: \"8\"", "8"),
      ("report/02-training.md", "quick: [1, 2]", #"quick: [1, "2"]"#, "2"),
      ("report/02-training.md", "quick: [1, 2]", #"quick: "[1, 2]""#, "[1, 2]"),
      ("report/02-training.md", "batch: 32", "batch: 32\nsigma: '0.5'", "0.5"),
      ("report/02-training.md", "runs: denoiser", #"runs: "[denoiser, denoiser]""#, "[denoiser, denoiser]"),
    ])
  func quoted(_ path: String, _ old: String, _ new: String, _ plain: String) throws {
    let project = try SampleReport.fresh()
    try project.replace(old, with: new, in: path)
    let outcome = try project.run("check")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("found the text \"\(plain)\" in quotation marks"), "\(outcome.errors)")
    #expect(
      outcome.errors.contains("help: write it without quotation marks: \(plain)\n"), "\(outcome.errors)")
  }

  @Test(
    "a text may be quoted, and one that is no number with or without the marks is called what it is",
    arguments: [
      ("split: train", #"split: "train""#, nil), ("data: ./digits", #"data: "./digits""#, nil),
      ("caption: Four images.", #"caption: "4""#, nil),
      ("count: 4", #"count: "four""#, "'count' expects a whole number, found 'four'"),
      ("count: 4", #"count: "4.5""#, "'count' expects a whole number, found '4.5'"),
      ("count: 4", #"count: """#, "'count' expects a whole number, found ''"),
    ] as [(String, String, String?)])
  func texts(_ old: String, _ new: String, _ message: String?) throws {
    let project = try SampleReport.fresh()
    try project.replace(old, with: new, in: "report/01-data.md")
    let outcome = try project.run("check")
    #expect(outcome.status == (message == nil ? 0 : 1), "\(outcome.errors)")
    if let message { #expect(outcome.errors.contains(message), "\(outcome.errors)") }
    #expect(!outcome.errors.contains("quotation"))
  }
}
