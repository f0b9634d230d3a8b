import Foundation
import TestSupport
import Testing

/// Whatever ends a build at whatever moment, the next one goes on and arrives at the same bits.
@Suite struct CrashTests {
  private let state = "state.safetensors"

  /// A training of some seconds, so that there is time to hit it.
  private static func project() throws -> Scratch {
    let project = try SampleReport.fresh()
    try project.replace("quick: 2}", with: "quick: 100}", in: "report/02-training.md")
    try project.replace("quick: [1, 2]", with: "quick: [1, 100]", in: "report/02-training.md")
    try project.replace("batch: 32", with: "batch: 8\nlimit: 32", in: "report/02-training.md")
    return project
  }

  /// The SHA-256 of the files of every result that an uninterrupted build makes, but for times.
  private static let undisturbed = Result {
    let project = try Self.project()
    #expect(try project.run("build").status == 0)
    return try tensors(of: project)
  }

  private static func tensors(of project: Scratch) throws -> [String: String] {
    try project.snapshot(of: ".report/store").filter { $0.key.hasSuffix(".safetensors") }
  }

  private static func begin(_ project: Scratch) throws -> Running {
    let running = try Running(["build", "--checkpoint-interval", "0.2"], in: project.root)
    running.waitForError(containing: "denoiser (never built)")
    return running
  }

  @Test("a killed build goes on from its last state to the same bits", arguments: 0..<2) func kill(
    _ round: Int
  ) throws {
    let project = try Self.project()
    let running = try Self.begin(project)
    let delay = Double.random(in: 0.05...1)
    usleep(UInt32(delay * 1e6))
    running.signal(SIGKILL)
    let killed = running.wait()
    let comment: Comment = "killed after \(delay) s: \(killed.errors)"
    #expect(!project.exists("site") || project.exists("site/index.html"), comment)
    let hasState = !project.work(named: state).isEmpty
    let next = try project.run("build")
    #expect(next.status == 0, comment)
    if killed.status == 137, hasState {
      #expect(next.errors.contains("denoiser (it was interrupted)"), comment)
      let resumed = next.errors.contains(#/denoiser goes on after step [1-9][0-9]* of 400/#)
      #expect(resumed, "killed after \(delay) s, then: \(next.errors)")
    }
    #expect(try Self.tensors(of: project) == Self.undisturbed.get(), comment)
    #expect(project.work(named: state).isEmpty)
  }

  @Test("a state that was damaged is left behind, and the result is still the same") func damagedState()
    throws
  {
    let project = try Self.project()
    let running = try Running(["build", "--checkpoint-interval", "0.01"], in: project.root)
    project.waitForWork(named: state)
    running.signal(SIGKILL)
    _ = running.wait()
    for path in project.work(named: state) {
      let data = try Data(contentsOf: project.url(path))
      try project.write(data.prefix(data.count / 2), to: path)
    }
    let next = try project.run("build")
    #expect(next.status == 0)
    #expect(try Self.tensors(of: project) == Self.undisturbed.get())
  }

  @Test("a state whose checkpoint is gone is left behind, and the result is still the same")
  func lostCheckpoint() throws {
    let project = try Self.project()
    let running = try Running(["build", "--checkpoint-interval", "0.01"], in: project.root)
    project.waitForWork(named: "epoch-1.safetensors")
    usleep(100_000)  // for a state behind it
    running.signal(SIGKILL)
    _ = running.wait()
    for path in project.work(named: "epoch-1.safetensors") { try project.remove(path) }
    let next = try project.run("build")
    #expect(next.status == 0)
    #expect(
      next.errors.contains("begins afresh, because the checkpoint after epoch 1 is gone"), "\(next.errors)")
    #expect(try Self.tensors(of: project) == Self.undisturbed.get())
  }

  @Test("work that a killed build left beside a whole result is removed by the next one") func leftWork()
    throws
  {
    let project = try SampleReport.built()
    let key = try #require(try project.entry(of: "denoiser").split(separator: "/").last)
    try project.write("left", to: ".report/work/\(key)/state.safetensors")
    #expect(try project.run("build").status == 0)
    #expect(!project.exists(".report/work/\(key)"))
  }

  @Test(
    "Ctrl-C and SIGTERM save the state, say how to go on and exit with 130", arguments: [SIGINT, SIGTERM])
  func interrupt(_ signal: Int32) throws {
    let project = try Self.project()
    let running = try Running(["build", "--checkpoint-interval", "0.01"], in: project.root)
    project.waitForWork(named: state)
    running.signal(signal)
    let interrupted = running.wait()
    #expect(interrupted.status == 130)
    #expect(interrupted.errors.hasSuffix("interrupted; the next build goes on where this one stopped\n"))
    #expect(project.work(named: state).count == 1)
    #expect(try project.run("status").output.contains("denoiser  would run: it was interrupted\n"))
    let next = try project.run("build")
    #expect(next.status == 0)
    #expect(next.errors.contains(#/denoiser goes on after step [1-9][0-9]* of 400/#), "\(next.errors)")
    #expect(try Self.tensors(of: project) == Self.undisturbed.get())
  }

  @Test("of two builds at once one waits and says for whom, and each block runs once") func two() throws {
    let project = try Self.project()
    let first = try Self.begin(project)
    let second = try Running(["build"], in: project.root)
    second.waitForError(containing: "waiting")
    let (one, two) = (first.wait(), second.wait())
    #expect(one.status == 0)
    #expect(two.status == 0)
    #expect(
      two.errors.contains(#/^waiting for process [0-9]+ \(report build, since [0-9:]{8}\)\n/#),
      "\(two.errors)")
    #expect(one.errors.contains("\n6 of 6 blocks ran"))
    #expect(two.errors.contains("\n0 of 6 blocks ran"))
  }

  @Test("a waiting build can be interrupted") func waiting() throws {
    let project = try Self.project()
    let first = try Self.begin(project)
    let second = try Running(["build"], in: project.root)
    second.waitForError(containing: "waiting")
    second.signal(SIGINT)
    #expect(second.wait(seconds: 10).status == 130)
    first.signal(SIGINT)
    #expect(first.wait(seconds: 10).status == 130)
  }

  @Test("a crash between the two renames of the site's swap is mended") func swap() throws {
    let project = try SampleReport.built()
    let site = try project.snapshot(of: "site")
    try FileManager.default.moveItem(at: project.url("site"), to: project.url(".site.old"))
    try project.write("half a page", to: ".site.new/index.html")
    #expect(try project.run("build").status == 0)
    #expect(try project.snapshot(of: "site") == site)
    #expect(!project.exists(".site.old") && !project.exists(".site.new"))
  }
}
