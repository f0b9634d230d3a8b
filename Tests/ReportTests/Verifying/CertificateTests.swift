import Foundation
import TestSupport
import Testing

/// `report verify --certify`, and what a build and a strict status say of its certificate.
@Suite struct CertificateTests {
  private static let certificate = "report/certificate.json"

  private static func certified() throws -> Scratch {
    let project = try Scratch.locked()
    let outcome = try project.run("verify", "--certify")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      outcome.output.hasSuffix(
        "6 blocks of profile quick: 6 identical\nreport/certificate.json certifies 6 blocks\n"))
    return project
  }

  @Test("all blocks are run again, and what came of them is written down") func written() throws {
    let project = try Self.certified()
    let text = try project.read("report/certificate.txt")
    #expect(
      text.hasPrefix(
        "Certificate of reproduction\n\nprofile   quick\noutcome   6 blocks run again: 6 identical\n"))
    #expect(text.contains("\ndenoiser  identical\n"))
    #expect(try project.run("build").errors == "0 of 6 blocks ran; the site is site/index.html (TIME)\n")
    #expect(try project.run("status", "--strict").status == 0)
    let first = try project.read(Self.certificate)
    #expect(try project.run("verify", "--certify", "--jobs", "2").status == 0)
    #expect(try project.read(Self.certificate) == first, "on the same day by the same program")
  }

  @Test("other results are told by every build until they are certified") func stale() throws {
    let project = try Self.certified()
    try project.replace("rate: 0.002", with: "rate: 0.001", in: "report/02-training.md")
    #expect(try project.run("build", "--update-lock").status == 0)
    let says =
      "report/certificate.json:1:1: warning: it certifies other results of profile quick than report/report.lock names"
    for _ in 0..<2 {
      let outcome = try project.run("build")
      #expect(outcome.status == 0 && outcome.errors.contains(says), "\(outcome.errors)")
    }
    let strict = try project.run("status", "--strict")
    #expect(strict.status == 1 && (strict.output + strict.errors).contains("it certifies other results"))
    #expect(try project.run("verify", "--certify").status == 0)
    #expect(try project.run("build").errors == "0 of 6 blocks ran; the site is site/index.html (TIME)\n")
  }

  @Test("nothing is certified that is not the same, or that the site does not show") func refused() throws {
    let forged = try Scratch.locked()
    try forged.forge(of: "digits") { $0[0] ^= 64 }
    #expect(try forged.run("verify", "--certify").status == 1)
    #expect(!forged.exists(Self.certificate))
    let swapped = try Scratch.locked()
    let place = "site/figures/digits/panel-1-1.png"
    try swapped.remove(place)
    try swapped.copy(swapped.url("site/figures/digits/panel-1-2.png"), to: place)
    let outcome = try swapped.run("verify", "--certify")
    #expect(
      outcome.status == 3 && outcome.errors.contains("nothing is certified: \(place): its pixels"),
      "\(outcome.errors)")
    #expect(!swapped.exists(Self.certificate))
    let fresh = try SampleReport.built()
    #expect(try fresh.run("verify", "--certify").status == 1, "without a lock there is nothing to certify")
  }

  @Test(
    "part of a report is not certified",
    arguments: [["digits"], ["--sample", "1"], ["--numerics", "openblas"]])
  func part(_ arguments: [String]) throws {
    let outcome = try Scratch.locked().run(["verify", "--certify"] + arguments)
    #expect(outcome.status == 2 && outcome.errors.contains("--certify is for all blocks"))
  }

  @Test("a damaged certificate is told", arguments: ["", "[", "{}", "[{\"profile\":\"quick\"}]"])
  func damaged(_ text: String) throws {
    let project = try Scratch.locked()
    try project.write(text, to: Self.certificate)
    #expect(try project.run("build").errors.contains("it is no certificate that a verification has written"))
    #expect(try project.run("status", "--strict").status == 1)
  }
}
