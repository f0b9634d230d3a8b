import Foundation
import TestSupport
import Testing

/// `report status --strict` for a CI: results, site and lock agree, or it fails and says where.
@Suite struct StrictStatusTests {
  /// Something planted, and what is said of it.
  struct Plant: Sendable, CustomStringConvertible {
    let description: String
    let complaint: String
    let plant: @Sendable (Scratch) throws -> Void

    init(_ description: String, _ complaint: String, _ plant: @escaping @Sendable (Scratch) throws -> Void) {
      (self.description, self.complaint, self.plant) = (description, complaint, plant)
    }
  }

  private static let picture = "site/figures/digits/panel-1-1.png"

  static let plants = [
    Plant("a picture swapped for another", "\(picture): error: it is not what the build wrote") {
      try $0.remove(picture)
      try $0.copy($0.url("site/figures/digits/panel-1-2.png"), to: picture)
    },
    Plant(
      "a picture compressed anew",
      "\(picture): error: it has other bytes than the build wrote, and the same pixels"
    ) {
      try $0.annotate(picture)
    },
    Plant("a number edited in a page", "site/01-data.html: error: it is not what the build wrote") {
      try $0.replace("160</span> images", with: "161</span> images", in: "site/01-data.html")
    },
    Plant("a page edited with its sum", "site/01-data.html: error: it is not what the build would write now")
    {
      let old = try $0.snapshot(of: "site")["site/01-data.html"] ?? ""
      try $0.replace("160</span> images", with: "161</span> images", in: "site/01-data.html")
      let new = try $0.snapshot(of: "site")["site/01-data.html"] ?? ""
      try $0.replace(old, with: new, in: "site/SHA256SUMS")
    },
    Plant("a page removed", "site/02-training.html: error: it is missing") {
      try $0.remove("site/02-training.html")
    },
    Plant("the sums removed", "site/SHA256SUMS: error: it is missing or empty") {
      try $0.remove("site/SHA256SUMS")
    },
    Plant("the sums edited", "site/SHA256SUMS: error: it is not what the build would write now") {
      try $0.replace("  index.html", with: "  index.htm", in: "site/SHA256SUMS")
    },
    Plant("no site", "site: error: there is no site") { try $0.remove("site") },
    Plant("numbers of a plot edited", "site/figures/denoiser/plot.csv: error: it is not what the build wrote")
    {
      try $0.write("1,2\n", to: "site/figures/denoiser/plot.csv")
    },
    Plant(
      "a caption changed and not built", "site/01-data.html: error: it is not what the build would write now"
    ) {
      try $0.replace("Four images.", with: "Five images.", in: "report/01-data.md")
    },
    Plant("a picture forged in the store, with its sum", "the pixels of panel-1-1.png") {
      try $0.forge(of: "digits") { $0[0] = 255 - $0[0] }
    },
    Plant(
      "a number forged in the store", "the result of 'mean', profile quick, is not the locked one: variance"
    ) {
      try $0.forgeValue("variance", of: "mean", by: 2)
    },
    Plant(
      "a table forged in the store",
      "'summary' has no result: its stored result is damaged: its table is another"
    ) {
      try $0.replace("\"denoiser\"", with: "\"another\"", in: "\($0.entry(of: "summary"))/result.json")
    },
    Plant(
      "a bit in stored weights",
      "the stored result of 'denoiser' is damaged: epoch-2.safetensors has other content"
    ) {
      let path = try "\($0.entry(of: "denoiser"))/epoch-2.safetensors"
      var data = try Data(contentsOf: $0.url(path))
      data[data.count - 3] ^= 1
      try $0.write(data, to: path)
    },
    Plant("a block that would run", "'denoiser' has no result: option rate changed: 0.002 -> 0.001") {
      try $0.replace("rate: 0.002", with: "rate: 0.001", in: "report/02-training.md")
    },
    Plant("no lock", "report/report.lock: error: there is no report/report.lock") {
      try $0.remove(LockTests.lock)
    },
  ]

  @Test("what was planted is named with a remedy, and nothing is changed", arguments: plants)
  func planted(_ plant: Plant) throws {
    let project = try Scratch.locked()
    #expect(try project.run("status", "--strict").status == 0)
    try plant.plant(project)
    let before = try project.snapshot(of: "site", "report", ".report/store")
    let outcome = try project.run("status", "--strict")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains(plant.complaint), "\(outcome.errors)")
    #expect(outcome.errors.contains("\n  help: "), "\(outcome.errors)")
    #expect(try project.snapshot(of: "site", "report", ".report/store") == before)
    #expect(try project.run("status").status == 0, "without --strict it only says what would run")
  }

  @Test("where all agree, it says so; what the author keeps in the site is nobody's business")
  func agreement() throws {
    let project = try Scratch.locked()
    try project.write("mine", to: "site/CNAME")
    let outcome = try project.run("status", "--strict")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(outcome.output.hasSuffix("\nresults, site and report/report.lock agree\n"))
  }

  @Test("a file of an earlier build is told") func surplus() throws {
    let project = try Scratch.locked()
    try project.replace("{loss-plot} losses", with: "{loss-plot} alone", in: "report/02-training.md")
    #expect(try project.run("status", "--strict").status == 1)
    let outcome = try project.run("build", "--keep-going", "02-training")
    #expect(outcome.status == 0)
    #expect(!project.exists("site/figures/losses/plot.csv"))
  }

  @Test("as JSON there are the blocks and the disagreements, and the same exit status") func json() throws {
    struct Record: Decodable {
      struct Block: Decodable { let id, state: String }
      struct Disagreement: Decodable { let path, message, help: String }
      let blocks: [Block]
      let disagreements: [Disagreement]
    }
    let project = try Scratch.locked()
    let fine = try project.run("status", "--strict", "--json")
    #expect(fine.status == 0)
    #expect(try JSONDecoder().decode(Record.self, from: Data(fine.output.utf8)).disagreements.isEmpty)
    try project.remove("site/index.html")
    let outcome = try project.run("status", "--strict", "--json")
    #expect(outcome.status == 1 && outcome.errors.isEmpty)
    let record = try JSONDecoder().decode(Record.self, from: Data(outcome.output.utf8))
    #expect(record.blocks.count == 6 && record.disagreements.map(\.path) == ["site/index.html"])
  }
}
