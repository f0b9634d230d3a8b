import Foundation
import TestSupport
import Testing

/// Keys are neither too tight nor too loose: which blocks run again after an edit.
@Suite struct KeyEditTests {
  /// A text in one of the report's files, what takes its place, and the blocks that run again.
  struct Edit: Sendable, CustomStringConvertible {
    let description: String
    let file: String
    let old: String
    let new: String
    let stale: [String]
  }

  private static let trained = ["denoiser", "cleaned", "losses", "summary"]
  private static let epochs = "epochs: {draft: 1, quick: 2}"
  private static let kept = "keep: {draft: [1], quick: [1, 2]}"

  private static func first(_ name: String, _ old: String, _ new: String, _ stale: [String] = []) -> Edit {
    Edit(description: name, file: "01-data.md", old: old, new: new, stale: stale)
  }

  private static func second(_ name: String, _ old: String, _ new: String, _ stale: [String] = []) -> Edit {
    Edit(description: name, file: "02-training.md", old: old, new: new, stale: stale)
  }

  /// Nothing that decides a result.
  static let harmless = [
    second("blanks behind a line", "rate: 0.002\n", "rate: 0.002  \n"),
    second("an empty line in a body", "rate: 0.002\n", "rate: 0.002\n\n"),
    second("a comment", "rate: 0.002\n", "# slow\nrate: 0.002\n"),
    second("a comment behind a value", "rate: 0.002\n", "rate: 0.002 # slow\n"),
    second("another order", "batch: 32\n\(epochs)\n", "\(epochs)\nbatch: 32\n"),
    second("another spelling of a number", "rate: 0.002\n", "rate: 2e-3\n"),
    second("another spelling of a mapping", epochs, "epochs:\n  draft: 1\n  quick: 2"),
    first("quotation marks", "split: train\n", "split: \"train\"\n"),
    first("a caption", "caption: Four images.", "caption: Some images."),
    first("an alternative text", "alt: Four rings.", "alt: Rings."),
    first("prose", "There are {{digits.images}} images.", "Here are {{digits.images}}."),
    first("a chapter's title", "title: Data", "title: Digits"),
    first("a chapter's summary", "summary: What there is.", "summary: All there is."),
    Edit(
      description: "the report's title", file: "report.yml", old: "title: A sample", new: "title: Another",
      stale: []),
    Edit(
      description: "the report's language", file: "report.yml", old: "title: A sample",
      new: "title: A sample\nlanguage: de", stale: []),
    first("a default spelled out", "alt: A grey blob.\n", "alt: A grey blob.\nsplit: train\n"),
    second("one value for all profiles", epochs, "epochs: 2"),
    second("another profile's value", epochs, "epochs: {draft: 3, quick: 2}"),
    second("profiles in another order", kept, "keep: {quick: [1, 2], draft: [1]}"),
    second("a heading", "## The loss", "## What falls"),
    second("a formula", "L = ", "L_2 = "),
  ]

  /// What decides a result, and how far down it reaches.
  static let telling = [
    second("this profile's epochs", "\(epochs)\n\(kept)", "epochs: {draft: 1, quick: 1}\nkeep: [1]", trained),
    second("an input's checkpoint", "model: denoiser", "model: denoiser@1", ["cleaned"]),
    second("kept epochs", "quick: [1, 2]}", "quick: [2]}", trained),
    second("a rate", "rate: 0.002", "rate: 0.003", trained),
    second("a width", "width: 4", "width: 5", trained),
    second("a batch", "batch: 32", "batch: 16", trained),
    second("a training's seed", "rate: 0.002\nseed: 0", "rate: 0.002\nseed: 2", trained),
    second("a limit", "batch: 32\n", "batch: 32\nlimit: 64\n", trained),
    second("another seed of a denoising", "evaluate: 8\nseed: 1", "evaluate: 8\nseed: 2", ["cleaned"]),
    second("a count", "count: 3", "count: 2", ["cleaned"]),
    second("how many are measured", "evaluate: 8", "evaluate: 9", ["cleaned"]),
    first("a data set's seed", "columns: 4\nseed: 0", "columns: 4\nseed: 1", ["digits"]),
    first("a split", "split: train\n", "split: test\n", ["digits"]),
    first("columns", "columns: 4", "columns: 2", ["digits"]),
    second("a table's text", "- [denoiser, ", "- [it, ", ["summary"]),
    second("a table's heading", "columns: [network, loss]", "columns: [model, loss]", ["summary"]),
    second("a new name of a block that nothing reads", "{loss-plot} losses", "{loss-plot} alone"),
  ]

  @Test("an edit runs those blocks again that it decides, and no others", arguments: harmless + telling)
  func edits(_ edit: Edit) throws {
    let project = try SampleReport.built()
    try project.replace(edit.old, with: edit.new, in: "report/\(edit.file)")
    #expect(try project.stale() == edit.stale)
  }

  @Test(
    "a bit of a data file runs those blocks again that read it",
    arguments: [
      ("train-images-idx3-ubyte", ["digits", "mean"] + trained),
      ("train-labels-idx1-ubyte", ["digits", "mean"] + trained),
      ("t10k-images-idx3-ubyte", ["cleaned"]), ("t10k-labels-idx1-ubyte", ["cleaned"]),
    ]) func data(name: String, stale: [String]) throws
  {
    let project = try SampleReport.built()
    var data = try Data(contentsOf: project.url("report/digits/\(name)"))
    data[data.count - 1] ^= 1
    try project.write(data, to: "report/digits/\(name)")
    #expect(try project.stale() == stale)
  }

  @Test("times and a chapter's name decide nothing", arguments: ["time", "name"]) func places(what: String)
    throws
  {
    let project = try SampleReport.built()
    if what == "time" {
      let file = project.url("report/digits/train-images-idx3-ubyte").path
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 0)], ofItemAtPath: file)
    } else {
      try project.copy(project.url("report/02-training.md"), to: "report/09-training.md")
      try project.remove("report/02-training.md")
    }
    #expect(try project.stale().isEmpty)
  }
}

extension Scratch {
  /// The blocks that a build would run.
  func stale() throws -> [String] {
    struct Record: Decodable { let id, state: String }
    let outcome = try run("status", "--json")
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try JSONDecoder().decode([Record].self, from: Data(outcome.output.utf8))
      .filter { $0.state != "up to date" }.map(\.id)
  }
}
