import Foundation
import TestSupport
import Testing

/// A training leaves hashes along its way, which say where another run left it.
@Suite struct TrailTests {
  private static let trails = "report/report.trails"

  private struct Stored: Decodable {
    let total: Int
    let steps: [Int]
    let traces: [Trace]

    struct Trace: Decodable {
      let hashes: String
    }

    /// The first tensor's hashes at some steps.
    func hashes(at chosen: [Int]) -> String {
      let digits = Array(traces[0].hashes)
      return chosen.compactMap { steps.firstIndex(of: $0) }.map { String(digits[(4 * $0)..<(4 * $0 + 4)]) }
        .joined()
    }
  }

  private static func trail(of id: String, in project: Scratch) throws -> Data {
    try Data(contentsOf: project.url("\(project.entry(of: id))/trail.json"))
  }

  @Test(
    "a training has hashes of every weight, committed beside the lock, and they are no part of its result")
  func kept() throws {
    let project = try Scratch.locked()
    let trail = try JSONDecoder().decode(Stored.self, from: Self.trail(of: "denoiser", in: project))
    #expect(trail.total == 10 && trail.steps == Array(1...10))
    let text = try project.read(Self.trails)
    #expect(text.contains(#/\nquick denoiser e0\.0\.0\.weight [0-9a-f]{40}\n/#), "\(text)")
    #expect(text.utf8.count < 10_000)
    #expect(try !project.read(LockTests.lock).contains("trail"))
    // One of before there were trails is as good.
    try project.forgetTrail(of: "denoiser")
    let strict = try project.run("status", "--strict")
    #expect(strict.status == 0, "\(strict.errors)")
    #expect(try project.run("verify", "denoiser").output.hasPrefix("denoiser  identical\n"))
    #expect(try project.run("build", "--update-lock").status == 0)
    #expect(try project.read(Self.trails) == text)
  }

  @Test(
    "of a long training 1,024 steps are kept and 32 of them committed, the last among them",
    arguments: [20, 250])
  func long(epochs: Int) throws {
    let project = try SampleReport.fresh()
    try project.replace("quick: 2}", with: "quick: \(epochs)}", in: "report/02-training.md")
    #expect(try project.run("build", "--update-lock").status == 0)
    let trail = try JSONDecoder().decode(Stored.self, from: Self.trail(of: "denoiser", in: project))
    let total = 5 * epochs
    #expect(trail.total == total && trail.steps.count == min(total, 1024) && trail.steps.last == total)
    let lines = try project.read(Self.trails).split(separator: "\n")
    let heading = try #require(lines.first { $0.hasPrefix("quick denoiser: ") })
    let committed = try #require(heading.split(separator: " ").dropFirst(5).first).split(separator: ",")
    let steps = committed.compactMap { Int($0) }
    #expect(steps.count == 32 && steps.last == total && Set(steps).isSubset(of: trail.steps), "\(heading)")
    #expect(
      lines.contains {
        $0.hasPrefix("quick denoiser e0.0.0.weight ") && $0.hasSuffix(trail.hashes(at: steps))
      })
  }

  @Test("a trail of a few steps, as older programs left them, is compared at those steps") func few() throws {
    let project = try Scratch.locked()
    try project.thinTrail(of: "denoiser", to: [2, 5, 10])
    let other = try SampleReport.fresh()
    try other.replace("rate: 0.002\nseed: 0", with: "rate: 0.002\nseed: 7", in: "report/02-training.md")
    #expect(try other.run("build").status == 0)
    try other.thinTrail(of: "denoiser", to: [2, 5, 10])
    try project.remove(LockTests.lock)
    try project.transplant("denoiser", from: other)
    let outcome = try project.run("verify", "denoiser").output
    #expect(
      outcome.hasPrefix("denoiser  different: other at optimizer step 2 of 10, the first that is kept; "),
      "\(outcome)")
  }

  @Test("a training that was interrupted has the trail of one that was not") func resumed() throws {
    func project() throws -> Scratch {
      let project = try SampleReport.fresh()
      try project.replace("quick: 2}", with: "quick: 60}", in: "report/02-training.md")
      try project.replace("batch: 32", with: "batch: 8\nlimit: 64", in: "report/02-training.md")
      return project
    }
    let (whole, broken) = (try project(), try project())
    #expect(try whole.run("build").status == 0)
    let running = try Running(["build", "--checkpoint-interval", "0.01"], in: broken.root)
    broken.waitForWork(named: "state.safetensors")
    running.signal(SIGKILL)
    _ = running.wait()
    #expect(try broken.run("build").status == 0)
    #expect(try Self.trail(of: "denoiser", in: broken) == Self.trail(of: "denoiser", in: whole))
    #expect(try broken.run("verify", "denoiser").output.hasPrefix("denoiser  identical\n"))
  }

  @Test("a training on other images parts at the step that saw them; one of another seed at the first")
  func parting() throws {
    let project = try Scratch.locked()
    let other = try SampleReport.fresh()
    var images = try Data(contentsOf: other.url("report/digits/train-images-idx3-ubyte"))
    images[16 + 14 * 28 + 14] ^= 0x40  // in the middle of the first image
    try other.write(images, to: "report/digits/train-images-idx3-ubyte")
    #expect(try other.run("build").status == 0)
    let seeded = try SampleReport.fresh()
    try seeded.replace("rate: 0.002\nseed: 0", with: "rate: 0.002\nseed: 7", in: "report/02-training.md")
    #expect(try seeded.run("build").status == 0)
    try project.remove(LockTests.lock)
    try project.transplant("denoiser", from: seeded)
    let first = try project.run("verify", "denoiser")
    #expect(
      first.output.hasPrefix(
        "denoiser  different: other at optimizer step 1 of 10, the first that is kept; "
          + "the first tensor that differs is e0.0.0.weight"), "\(first.output)")
    try project.transplant("denoiser", from: other)
    let later = try project.run("verify", "denoiser").output
    #expect(
      later.contains(
        #/different: (identical up to|other at) optimizer step [1-5] of 10[^;]*; the first tensor that differs is /#
      ),
      "\(later)")
  }

  @Test("in a clone without results the committed trail says it") func clone() throws {
    let project = try Scratch.locked()
    try project.remove(".report")
    try project.replace(
      "quick denoiser e0.0.1.weight ", with: "quick denoiser e0.0.1.weight 0000", in: Self.trails)
    let text = try project.read(Self.trails)
    let line = try #require(
      text.split(separator: "\n").first { $0.hasPrefix("quick denoiser e0.0.1.weight ") })
    try project.replace(String(line), with: String(line.dropLast(4)), in: Self.trails)
    try project.write(
      project.read(LockTests.lock).replacing(
        #/quick denoiser value:loss 0\./#, with: "quick denoiser value:loss 1."),
      to: LockTests.lock)
    let outcome = try project.run("verify", "denoiser")
    #expect(outcome.status == 1)
    #expect(
      outcome.output.contains(
        "other at optimizer step 1 of 10, the first that is kept; the first tensor that differs is e0.0.1.weight"
      ),
      "\(outcome.output)")
  }
}
