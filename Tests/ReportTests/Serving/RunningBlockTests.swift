import Figures
import Foundation
import TestSupport
import Testing

/// Blocks that run while the report is worked at.
@Suite(.enabled(if: Program.isOptimized && Tools.has("node")))
struct RunningBlockTests {
  static let short = "epochs: {draft: 1, quick: 2}\nkeep: {draft: [1], quick: [1, 2]}"
  static let long = "epochs: {draft: 1, quick: 10000}\nkeep: {draft: [1], quick: [1, 10000]}"

  /// The sample with a training that nobody will see the end of.
  static func endless() throws -> Scratch {
    let project = try SampleReport.fresh()
    try project.replace(short, with: long, in: "report/02-training.md")
    return project
  }

  static func waitUntilTraining(_ served: ServedReport) throws {
    try served.wait(for: "the training") {
      try served.state().running.map { $0.id == "denoiser" && $0.step > 0 } ?? false
    }
  }

  @Test("a block that fails says why in the page, until it is mended") func failure() throws {
    let project = try SampleReport.built()
    let chapter = FlowTests.wild.replacing("reflow-steps: 3", with: "reflow-steps: 60")
    try project.write(chapter, to: SampleChapter.path)
    let served = try ServedReport(project)
    try served.wait(for: "the failure") {
      try served.state().problems.contains { $0.contains("03-case.md:") }
    }
    let problem = try #require(try served.state().problems.first)
    #expect(
      problem.contains("error: train: the flow of 'teacher@1' leaves the range of numbers in 60 steps\n"))
    #expect(problem.contains("help: train it with a smaller 'rate'"))
    try served.wait(until: "03-case.html", contains: "<strong>Missing:</strong> train: the flow of")
    try served.wait(until: "03-case.html", contains: "it reads &#39;pupil&#39;, which has no result")
    try project.write(chapter.replacing("rate: 10\n", with: "rate: 0.01\n"), to: SampleChapter.path)
    try served.wait(for: "the mended block") { try !served.page("03-case.html").contains("Missing:") }
    #expect(try served.state().problems.isEmpty)
  }

  @Test("what draws pictures shows them while it draws", arguments: ["generate", "sample"])
  func drawing(_ directive: String) throws {
    let project = try SampleReport.withModels(
      directive == "generate"
        ? [Block.tiny, Block("generate", "long", "model: tiny\nprompts: a pencil\ncount: 40\nsteps: 1000")]
        : [
          Block("train", "flow", FlowTests.digits + "width: 4\nbatch: 32\nepochs: 1\nkeep: [1]\nrate: 0.01"),
          Block("sample", "long", "model: flow@1\nlabels: [0, 3]\nguidance: 2\nrows: 30\nsteps: 1000"),
        ])
    let served = try ServedReport(project)
    try served.wait(for: "a picture") {
      try served.state().running.map { $0.id == "long" && !$0.pictures.isEmpty } ?? false
    }
    let names = try served.state().running?.pictures ?? []
    #expect(names.count == 16)
    let picture = try Picture(png: try served.get("/.preview/\(try #require(names.first))").body)
    #expect(Set(picture.pixels).count > 8, "noise that becomes something")
    #expect(served.end(by: SIGINT).status == 130)
  }

  @Test("a file that a block lacks is told of until it is there") func lack() throws {
    let project = try SampleReport.built()
    let images = try Data(contentsOf: project.url("report/digits/t10k-images-idx3-ubyte"))
    try project.remove("report/digits/t10k-images-idx3-ubyte")
    let served = try ServedReport(project)
    #expect(try served.state().problems.contains { $0.contains("t10k-images-idx3-ubyte is missing") })
    #expect(try served.page("02-training.html").contains("Missing:"))
    try project.write(images, to: "report/digits/t10k-images-idx3-ubyte")
    try served.wait(for: "the figure") { try !served.page("02-training.html").contains("Missing:") }
    #expect(try served.state().problems.isEmpty)
  }

  @Test("it ends cleanly while a block runs, and leaves nothing behind", arguments: [SIGINT, SIGTERM])
  func end(_ signal: Int32) throws {
    let project = try Self.endless()
    let served = try ServedReport(project)
    try Self.waitUntilTraining(served)
    #expect(served.end(by: signal).status == 130)
    #expect(Self.isLockFree(of: project), "no process of it has the project's lock")
    #expect(throws: RawConnection.Refused.self) { _ = try RawConnection(port: served.port) }
    let work = try project.names(in: ".report/work")
    #expect(work.count == 1, "the training's state, with which the next build goes on")
  }

  @Test("blocks end with a preview that is killed") func killed() throws {
    let project = try Self.endless()
    let served = try ServedReport(project)
    try Self.waitUntilTraining(served)
    #expect(served.end(by: SIGKILL).status == 128 + SIGKILL)
    try served.wait(for: "the lock") { Self.isLockFree(of: project) }
  }

  @Test("while another program builds, blocks wait and text does not") func waiting() throws {
    let project = try SampleReport.fresh()
    try project.write("process 1 (report build)", to: ".report/lock")
    let lock = open(project.url(".report/lock").path, O_RDWR)
    try #require(flock(lock, LOCK_EX | LOCK_NB) == 0)
    let served = try ServedReport(project)
    try served.wait(for: "the notice") { try served.state().waiting == "process 1 (report build)" }
    try project.replace("## The loss", with: "## A loss", in: "report/02-training.md")
    try served.wait(until: "02-training.html", contains: "A loss")
    close(lock)
    try served.wait(for: "the figures") { try !served.page("02-training.html").contains("Missing:") }
  }

  private static func isLockFree(of project: Scratch) -> Bool {
    let lock = open(project.url(".report/lock").path, O_RDWR)
    defer { close(lock) }
    return flock(lock, LOCK_EX | LOCK_NB) == 0
  }
}
