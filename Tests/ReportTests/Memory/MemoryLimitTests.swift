import Foundation
import TestSupport
import Testing

/// Blocks that need more memory than there is.
@Suite struct MemoryLimitTests {
  private static let training = Block(
    "train", "huge", "data: ./digits\nwidth: 64\nbatch: 65536\nepochs: 1")

  @Test("a training that no machine can hold is warned of by a check and refused by a build") func huge()
    throws
  {
    let project = try SampleReport.built()
    let before = try project.snapshot(of: "site", ".report/store")
    try project.write(SampleChapter([Block("noise", "first", "data: ./digits"), Self.training]))
    let check = try project.run("check", "--memory", "500MB")
    #expect(check.status == 0)
    #expect(
      check.errors.hasPrefix("report/03-case.md:16:8: warning: train: needs about "), "\(check.errors)")
    #expect(check.errors.contains(" of memory, --memory allows 500 MB\n  16 | batch: 65536\n"))
    #expect(check.errors.hasSuffix("  help: lower 'batch', or allow more with --memory\n"))
    let build = try project.run("build", "--memory", "500MB")
    #expect(build.status == 3)
    #expect(build.errors == check.errors.replacing("warning: ", with: "error: "))
    #expect(try project.snapshot(of: "site", ".report/store") == before, "a block ran")
  }

  @Test("a block whose result is there needs no memory") func cached() throws {
    let project = try SampleReport.built()
    #expect(try project.run("build", "--memory", "1MB").status == 0)
    #expect(try project.run("check", "--memory", "1MB").errors.contains("needs about"))
  }

  @Test("a weight-bound training names its width") func width() throws {
    let project = try SampleReport.fresh()
    try project.write(
      SampleChapter([Block("train", "wide", "data: ./digits\nwidth: 256\nbatch: 1\nepochs: 1")]))
    let errors = try project.run("check", "--memory", "500MB").errors
    #expect(errors.contains("help: lower 'width', or allow more with --memory"), "\(errors)")
    #expect(errors.contains(" | width: 256\n"), "\(errors)")
  }

  @Test("a size is a number with its unit", arguments: ["8", "GB", "-1GB", "1e9", "0MB"])
  func size(_ text: String) throws {
    let outcome = try SampleReport.fresh().run("check", "--memory=\(text)")
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.hasPrefix("Error: --memory must be a size such as 8GB or 500MB, not '\(text)'."),
      "\(outcome.errors)")
  }
}
