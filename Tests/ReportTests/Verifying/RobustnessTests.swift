import Foundation
import TestSupport
import Testing

/// `report verify --numerics openblas`: results are measured, kept, and only run again where a key has changed.
@Suite struct RobustnessTests {
  private struct Entry: Decodable {
    struct Measures: Decodable {
      struct Pictures: Decodable {
        let largest: Int
        let psnr: Double?
      }
      let pictures: Pictures?
      let values: [String: Double]
    }
    let profile, block, key, numerics, library: String
    let upstream: Bool
    let measures: Measures
  }

  private static let record = "report/robustness.json"

  private static func entries(_ project: Scratch) throws -> [Entry] {
    try JSONDecoder().decode([Entry].self, from: Data(project.read(record).utf8))
  }

  @Test("blocks are measured in a store of their own, and the record is sorted, a line each") func measured()
    throws
  {
    let project = try Scratch.locked()
    let before = try project.snapshot(of: "site", ".report/store", ".report/last")
    let outcome = try project.run("verify", "--numerics", "openblas")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try project.snapshot(of: "site", ".report/store", ".report/last") == before)
    #expect(outcome.output.contains("\ndenoiser  measured: "), "\(outcome.output)")
    let entries = try Self.entries(project)
    #expect(entries.map(\.block) == ["cleaned", "denoiser", "digits", "losses", "mean", "summary"])
    #expect(try project.read(Self.record).split(separator: "\n").count == entries.count + 2)
    let training = try #require(entries.first { $0.block == "denoiser" })
    let error = try #require(training.measures.values["loss"])
    #expect(error > 0 && error < 1e-4 && training.measures.pictures == nil)
    #expect(training.library.hasPrefix("OpenBLAS ") && !training.upstream)
    let cleaned = try #require(entries.first { $0.block == "cleaned" })
    #expect(try #require(cleaned.measures.pictures).largest <= 1)
    #expect(entries.first { $0.block == "mean" }?.measures.values == ["images": 0, "variance": 0])
    #expect(try project.run("verify").output.hasSuffix("6 blocks of profile quick: 6 identical\n"))
  }

  @Test("what is recorded runs again only where its key has changed") func resumable() throws {
    let project = try SampleReport.built()
    #expect(try project.run("verify", "--numerics", "openblas", "mean", "cleaned").status == 0)
    let text = try project.read(Self.record)
    let again = try project.run("verify", "--numerics", "openblas", "mean", "cleaned")
    #expect(again.output.contains("mean  measured: as recorded, equal pictures; equal values\n"))
    #expect(again.output.hasSuffix("0 blocks of profile quick: none\n"), "\(again.output)")
    #expect(try project.read(Self.record) == text)
    try project.replace("evaluate: 8", with: "evaluate: 9", in: "report/02-training.md")
    #expect(try project.run("build").status == 0)
    let changed = try project.run("verify", "--numerics", "openblas", "mean", "cleaned")
    #expect(
      changed.output.contains(#/\n1 block of profile quick: 1 (measured|identical)\n$/#), "\(changed.output)")
    #expect(try Self.entries(project).map(\.block) == ["cleaned", "mean"])
  }

  @Test("behind a training that is made again no pixels are compared") func upstream() throws {
    let project = try SampleReport.built()
    #expect(try project.run("verify", "cleaned", "--numerics", "openblas", "--upstream").status == 0)
    let entries = try Self.entries(project)
    #expect(entries.map(\.block) == ["cleaned", "denoiser"] && entries.allSatisfy(\.upstream))
    #expect(entries[0].measures.pictures == nil && entries[0].measures.values["error-1"] ?? 0 > 0)
  }

  #if os(Linux)
    @Test("the library is loaded only where it is asked for, and named where it is missing") func library()
      throws
    {
      let project = try SampleReport.built()
      let broken = try Scratch(["libopenblas.so.0": "", "libopenblas.so": ""])
      let environment = ["LD_LIBRARY_PATH": broken.root.path]
      #expect(try project.run(["verify", "mean"], environment: environment).status == 0)
      let outcome = try project.run(["verify", "mean", "--numerics", "openblas"], environment: environment)
      #expect(outcome.status == 3)
      #expect(
        outcome.errors.hasPrefix("error: cannot load OpenBLAS, the second arithmetic: "), "\(outcome.errors)")
      #expect(
        outcome.errors.contains("\n  help: install it; on Debian and Ubuntu: apt install libopenblas0\n"))
      let other = try project.run("verify", "mean", "--numerics", "mkl")
      #expect(other.status == 2 && other.errors.contains("openblas"))
    }
  #endif
}
