import Foundation
import TestSupport
import Testing

/// `report explain BLOCK` and `report diff OLD NEW`.
@Suite struct ExplainTests {
  /// An edit, the block asked for, and lines of the answer.
  static let edits: [(file: String, old: String, new: String, block: String, lines: [String])] = [
    (
      "02-training", "rate: 0.002", "rate: 0.001", "cleaned",
      [
        "  option rate: 0.002 -> 0.001", "  will run: its input denoiser runs again; took ",
        "2 blocks will run, about ",
      ]
    ),
    (
      "02-training", "width: 4", "width: 5", "summary",
      ["  option width: 4 -> 5", "2 blocks will run, about "]
    ),
    (
      "02-training", "evaluate: 8", "evaluate: 9", "cleaned",
      ["  option evaluate: 8 -> 9", "1 block will run, about "]
    ),
    ("02-training", "evaluate: 8", "evaluate: 9", "losses", ["nothing will run"]),
    (
      "02-training", "  - [denoiser, \"", "  - [it, \"", "summary",
      ["  option rows: ", "1 block will run, about "]
    ),
    ("01-data", "count: 4", "count: 3", "digits", ["  option count: 4 -> 3", "1 block will run"]),
    (
      "01-data", "split: train", "split: test", "digits",
      [
        "  option split: train -> test", "  file t10k-images-idx3-ubyte: (none) -> ",
        "  file train-images-idx3-ubyte: ",
      ]
    ),
    ("01-data", "Four images.", "Five images.", "digits", ["  up to date; took ", "nothing will run"]),
    ("01-data", "count: 4", "# count\ncount:   4", "digits", ["nothing will run"]),
    (
      "02-training", "keep: {draft: [1], quick: [1, 2]}", "keep: {draft: [1], quick: [2]}", "denoiser",
      ["  option keep: [1,2] -> [2]"]
    ),
  ]

  @Test("a block's chain says what changed, what will run, and how long it took", arguments: edits.indices)
  func explained(_ index: Int) throws {
    let edit = Self.edits[index]
    let project = try SampleReport.built()
    try project.replace(edit.old, with: edit.new, in: "report/\(edit.file).md")
    let outcome = try project.run("explain", edit.block)
    #expect(outcome.status == 0)
    for line in edit.lines { #expect("\n\(outcome.output)".contains("\n\(line)"), "\(outcome.output)") }
    struct Link: Decodable {
      let block: String
      let runs: Bool
    }
    let json = try project.run("explain", edit.block, "--json")
    let links = try JSONDecoder().decode([Link].self, from: Data(json.output.utf8))
    #expect(links.last?.block == edit.block)
    #expect(links.contains(where: \.runs) == !edit.lines.contains("nothing will run"))
  }

  @Test("a block that does not exist is told with the nearest name") func unknown() throws {
    let outcome = try SampleReport.fresh().run("explain", "denoisr")
    #expect(outcome.status == 2 && outcome.errors.contains("Did you mean 'denoiser'?"))
  }

  @Test("two locks differ in blocks, numbers and pictures") func locks() throws {
    let project = try Scratch.locked()
    try project.copy(project.url(LockTests.lock), to: "old.lock")
    #expect(try project.run("diff", "old.lock", LockTests.lock).output == "nothing changed\n")
    try project.replace("rate: 0.002", with: "rate: 0.001", in: "report/02-training.md")
    try project.replace("{loss-plot} losses", with: "{loss-plot} alone", in: "report/02-training.md")
    #expect(try project.run("build", "--update-lock").status == 0)
    let outcome = try project.run("diff", "old.lock", LockTests.lock)
    #expect(outcome.status == 1)
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(lines.contains("quick alone: added") && lines.contains("quick losses: removed"), "\(lines)")
    let denoiser = try #require(lines.first { $0.hasPrefix("quick denoiser: ") })
    #expect(denoiser.contains(#/loss 0\.[0-9]+ -> 0\.[0-9]+ \(relative 0\.[0-9]+\)/#), "\(denoiser)")
    #expect(lines.contains { $0.hasPrefix("quick cleaned: ") && $0.contains("the pixels of panel-3-1.png") })
    #expect(!lines.contains { $0.hasPrefix("quick digits") })
  }

  @Test("two sites differ in pages, numbers and pictures") func sites() throws {
    let project = try SampleReport.built()
    try project.copy(project.url("site"), to: "old")
    #expect(try project.run("diff", "old", "site").status == 0)
    try project.replace("rate: 0.002", with: "rate: 0.001", in: "report/02-training.md")
    try project.replace("count: 4\ncolumns: 4", with: "count: 3\ncolumns: 3", in: "report/01-data.md")
    #expect(try project.run("build").status == 0)
    let outcome = try project.run("diff", "old", "site")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("figures/digits/panel-1-4.png: removed\n"))
    #expect(
      outcome.output.contains(
        #/figures\/cleaned\/panel-3-1\.png: [0-9]+ pixels differ by up to [0-9]+ of 255, PSNR [0-9.]+ dB\n/#))
    #expect(outcome.output.contains(#/figures\/losses\/plot\.csv: other numbers, relative error /#))
    #expect(outcome.output.contains("\n01-data.html: ") || outcome.output.hasPrefix("01-data.html: "))
    try project.remove("site/figures/digits/panel-1-1.png")
    try project.copy(project.url("old/figures/digits/panel-1-1.png"), to: "site/figures/digits/panel-1-1.png")
    try project.annotate("site/figures/digits/panel-1-1.png")
    #expect(
      try project.run("diff", "old", "site").output.contains("panel-1-1.png: other bytes, the same pixels"))
    #expect(try project.run("diff", "old", "report/report.yml").status == 2)
    #expect(try project.run("diff", "old", "nowhere").status == 2)
  }
}
