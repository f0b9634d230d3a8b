import Foundation
import TestSupport
import Testing

/// What `report verify` says where a block cannot be run as it was, and which blocks stand for others.
@Suite struct VerifyEnvironmentTests {
  @Test("without its data a block cannot be verified: the environment differs") func data() throws {
    let project = try Scratch.locked()
    try project.remove("report/digits/t10k-images-idx3-ubyte")
    try project.remove("report/digits/train-images-idx3-ubyte")
    let (record, status) = try VerifyTests.verify(project, "digits")
    #expect(status == 3 && record.status == 3)
    #expect(record.blocks.first?.verdict == "environment differs")
    #expect(record.blocks.first?.reason?.contains("train-images-idx3-ubyte is missing") == true)
  }

  @Test("a lock of another engine is another environment") func engine() throws {
    let project = try Scratch.locked()
    try project.replace(
      "quick mean engine numerics ", with: "quick mean engine numerics 9", in: LockTests.lock)
    let (record, status) = try VerifyTests.verify(project)
    #expect(status == 3 && record.counts == ["identical": 5, "environment differs": 1])
    #expect(
      record.blocks.first { $0.block == "mean" }?.reason?.hasPrefix(
        "it was locked with the engine numerics 9") == true)
  }

  @Test("a result that another engine made is another environment, even without a lock") func olderEngine()
    throws
  {
    let project = try SampleReport.built()
    try project.remove(project.entry(of: "mean"))
    let last = ".report/last/quick/mean.json"
    try project.write(project.read(last).replacing(#/numerics [0-9]+/#, with: "numerics 0"), to: last)
    let (record, status) = try VerifyTests.verify(project, "mean")
    #expect(status == 3 && record.blocks.first?.verdict == "environment differs")
    #expect(record.blocks.first?.reason?.hasPrefix("engine changed: numerics 0 -> ") == true)
  }

  @Test("no link of a stranger's leads it out of the project", arguments: ["verify", "verify/scratch"])
  func link(name: String) throws {
    let project = try SampleReport.built()
    let outside = try Scratch(["thesis.tex": "thesis", "digits.html": "mine", "scratch/thesis.tex": "thesis"])
    let before = try outside.snapshot(of: "")
    if name.contains("/") { try project.createFolder(".report/verify") }
    try FileManager.default.createSymbolicLink(
      at: project.url(".report/\(name)"), withDestinationURL: outside.root)
    try project.forge(of: "digits") { $0[0] = 255 - $0[0] }
    let outcome = try project.run("verify")
    #expect(outcome.status == (name == "verify" ? 3 : 1), "\(outcome.errors)")
    #expect(try outside.snapshot(of: "") == before)
  }

  @Test("too little memory is another environment") func memory() throws {
    let (record, status) = try VerifyTests.verify(try SampleReport.built(), "denoiser", "--memory", "1MB")
    #expect(status == 3 && record.blocks.first?.reason == "it needs more memory than there is")
  }

  @Test("a block without a result says what to do") func absent() throws {
    let project = try SampleReport.built()
    let (draft, status) = try VerifyTests.verify(project, "denoiser", "--profile", "draft")
    #expect(status == 1 && draft.blocks.first?.verdict == "nothing to compare with")
    #expect(draft.blocks.first?.reason == "it has no stored result; run: report build --profile draft")
    try project.replace("rate: 0.002", with: "rate: 0.001", in: "report/02-training.md")
    let outcome = try project.run("verify", "denoiser")
    #expect(outcome.output.contains("option rate changed: 0.002 -> 0.001; run: report build --profile quick"))
    try project.replace("rate: 0.001", with: "rate: 0.002", in: "report/02-training.md")
    try project.remove(project.entry(of: "denoiser"))
    let (record, _) = try VerifyTests.verify(project, "cleaned")
    #expect(record.blocks.first?.reason?.contains("its input 'denoiser' has no stored result") == true)
  }

  @Test(
    "wrong usage is told",
    arguments: [
      ["nobody"], ["digit"], ["--sample", "0"], ["--sample", "x"], ["--tolerance", "2"],
      ["--tolerance", "-1"],
      ["--threads", "0"], ["--threads", "257"], ["--profile", "nobody"], ["--memory", "much"],
    ]) func usage(arguments: [String]) throws
  {
    let outcome = try SampleReport.fresh().run(["verify"] + arguments)
    #expect(outcome.status == 2 && outcome.output.isEmpty, "\(outcome.errors)")
    if arguments == ["digit"] { #expect(outcome.errors.contains("Did you mean 'digits'?")) }
  }

  @Test("a sample has blocks of different kinds, the same each time", arguments: [1, 2, 3, 4, 5, 6, 7])
  func sample(count: Int) throws {
    let project = try SampleReport.built()
    try project.write(
      SampleChapter([
        Block("table", "one", "columns: [a]\nrows:\n  - [b]"),
        Block("table", "two", "columns: [a]\nrows:\n  - [c]"),
      ]))
    #expect(try project.run("build").status == 0)
    let (record, status) = try VerifyTests.verify(project, "--sample", "\(count)")
    #expect(status == 0 && record.blocks.count == count)
    let ids = record.blocks.map(\.block)
    if count <= 6 { #expect(ids.count { ["one", "two", "summary"].contains($0) } <= 1, "\(ids)") }
    #expect(try VerifyTests.verify(project, "--sample", "\(count)").record.blocks.map(\.block) == ids)
  }

  @Test("--quiet says only what differs") func quiet() throws {
    let project = try SampleReport.built()
    try project.forgeValue("variance", of: "mean", by: 2)
    let outcome = try project.run("verify", "--quiet")
    #expect(outcome.status == 1 && outcome.errors.isEmpty)
    #expect(outcome.output.hasPrefix("mean  different: variance "))
    #expect(outcome.output.hasSuffix("\n6 blocks of profile quick: 1 different, 5 identical\n"))
  }
}
