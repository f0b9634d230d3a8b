import Foundation
import TestSupport
import Testing

/// `report verify` runs blocks again and finds what was planted.
@Suite struct VerifyTests {
  struct Record: Decodable {
    struct Difference: Decodable {
      let subject, text: String
      let relativeError, psnr: Double?
      let largest: Int?
    }
    struct Block: Decodable {
      let block, verdict: String
      let reason, page: String?
      let differences: [Difference]
    }
    let status: Int32
    let counts: [String: Int]
    let blocks: [Block]
  }

  static func verify(_ project: Scratch, _ arguments: String...) throws -> (record: Record, status: Int32) {
    let outcome = try project.run(["verify", "--json"] + arguments)
    return (try JSONDecoder().decode(Record.self, from: Data(outcome.output.utf8)), outcome.status)
  }

  @Test(
    "a report is identical with any number of threads, and nothing of it is touched", arguments: [1, 2, 5])
  func identical(threads: Int) throws {
    let project = try Scratch.locked()
    let before = try project.snapshot(of: "site", "report", ".report/store", ".report/last")
    let outcome = try project.run("verify", "--threads", "\(threads)")
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.hasPrefix("digits  identical\n"))
    #expect(outcome.output.hasSuffix("\n6 blocks of profile quick: 6 identical\n"))
    #expect(try project.snapshot(of: "site", "report", ".report/store", ".report/last") == before)
    #expect(try !project.exists(".report/verify") || project.names(in: ".report/verify").isEmpty)
  }

  @Test("everything above a block is made again where that is asked for") func upstream() throws {
    let (record, status) = try Self.verify(try SampleReport.built(), "cleaned", "--upstream")
    #expect(status == 0 && record.blocks.map(\.block) == ["denoiser", "cleaned"])
    #expect(record.blocks.allSatisfy { $0.verdict == "identical" })
  }

  @Test("a clone without results is verified against the lock") func clone() throws {
    let project = try Scratch.locked()
    try project.remove(".report")
    let (record, status) = try Self.verify(project, "--upstream")
    #expect(status == 0 && record.counts == ["identical": 6])
    try project.replace(
      "quick mean value:variance 0.0", with: "quick mean value:variance 0.1", in: LockTests.lock)
    let (other, failure) = try Self.verify(project, "--upstream", "mean")
    #expect(failure == 1 && other.blocks.first?.differences.first?.subject == "value:variance")
  }

  @Test("a forged picture is found, with a page of both and of where they differ") func picture() throws {
    let project = try SampleReport.built()
    try project.forge(of: "digits") { for index in 100..<110 { $0[index] ^= 0x80 } }
    let (record, status) = try Self.verify(project)
    #expect(status == 1 && record.status == 1 && record.counts == ["identical": 5, "different": 1])
    let block = try #require(record.blocks.first { $0.block == "digits" })
    let difference = try #require(block.differences.first)
    #expect(difference.subject == "picture:panel-1-1.png" && difference.largest == 128)
    // 10 of 784 values differ by 128.
    #expect(abs((difference.psnr ?? 0) - 10 * log10(255 * 255 / (128 * 128 * 10 / 784.0))) < 1e-6)
    let page = try project.read(try #require(block.page))
    #expect(block.page == ".report/verify/digits.html")
    for name in ["stored", "made-again", "difference"] {
      #expect(page.contains("<img src=\"digits/\(name)-panel-1-1.png\""))
      #expect(project.exists(".report/verify/digits/\(name)-panel-1-1.png"))
    }
    #expect(HTMLPage(page).flaw == nil)
    try project.remove(project.entry(of: "digits"))
    #expect(try project.run("build").status == 0)
    #expect(try project.run("verify", "digits").status == 0)
    #expect(!project.exists(".report/verify/digits.html"), "what is right again has no page")
  }

  @Test("a picture with one level more is within tolerance, unless the lock says what it was")
  func tolerance() throws {
    let project = try Scratch.locked()
    try project.forge(of: "digits") { $0[0] += 1 }
    let (locked, refused) = try Self.verify(project, "digits")
    #expect(refused == 1)
    #expect(locked.blocks.first?.reason == "the stored result is not the locked one; what ran again is")
    try project.remove(LockTests.lock)
    let (record, status) = try Self.verify(project, "digits")
    #expect(status == 0 && record.blocks.first?.verdict == "within tolerance")
  }

  @Test(
    "numbers may differ by the tolerance",
    arguments: [
      (1 + 1e-6, "1e-4", 0), (1 + 1e-3, "1e-4", 1), (1 + 1e-3, "0.01", 0), (2.0, "0.4", 1), (2.0, "0.6", 0),
      (1 - 1e-5, "1e-4", 0), (1 - 1e-5, "0", 1), (-1.0, "1", 1), (1.5, "1e-4", 1), (0.5, "0.5", 0),
    ] as [(Double, String, Int32)]) func numbers(factor: Double, tolerance: String, status: Int32) throws
  {
    let project = try SampleReport.built()
    try project.forgeValue("variance", of: "mean", by: factor)
    let (record, actual) = try Self.verify(project, "mean", "--tolerance", tolerance)
    #expect(actual == status)
    #expect(record.blocks.first?.verdict == (status == 0 ? "within tolerance" : "different"))
    #expect(record.blocks.first?.differences.first?.relativeError ?? 0 > 0)
  }

  @Test("forged weights are measured, and stop what reads them") func weights() throws {
    let project = try Scratch.locked()
    let entry = try project.entry(of: "denoiser")
    var data = try Data(contentsOf: project.url("\(entry)/epoch-2.safetensors"))
    data[data.count - 2] ^= 0x10
    try project.write(data, to: "\(entry)/epoch-2.safetensors")
    let (damaged, _) = try Self.verify(project, "denoiser", "cleaned")
    #expect(damaged.blocks.map(\.verdict) == ["different", "different"])
    #expect(damaged.blocks[1].reason?.hasPrefix("its input 'denoiser': its stored result is damaged") == true)
    try project.sign("epoch-2.safetensors", in: entry)
    let (forged, status) = try Self.verify(project, "denoiser", "cleaned")
    #expect(status == 1)
    let difference = try #require(forged.blocks[0].differences.first)
    #expect(difference.subject == "file:epoch-2.safetensors" && difference.relativeError ?? 0 > 0)
    #expect(forged.blocks[1].reason?.hasPrefix("its stored input 'denoiser' is not the locked one") == true)
  }
}
