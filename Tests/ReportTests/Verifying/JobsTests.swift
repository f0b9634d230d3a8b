import Foundation
import TestSupport
import Testing

/// Several blocks at once, and a verification that goes on where it was interrupted.
@Suite struct JobsTests {
  @Test("several blocks at once come to the same", arguments: [2, 8], [false, true]) func jobs(
    count: Int, isUpstream: Bool
  ) throws {
    let project = try Scratch.locked()
    let before = try project.snapshot(of: "site", "report", ".report/store")
    let (record, status) = try VerifyTests.verify(
      project, "--jobs", "\(count)", isUpstream ? "--upstream" : "--quiet")
    #expect(status == 0 && record.counts == ["identical": 6])
    #expect(try project.snapshot(of: "site", "report", ".report/store") == before)
    #expect(try project.names(in: ".report/verify").isEmpty)
  }

  @Test("two blocks of one key do not get in each other's way") func equal() throws {
    let project = try SampleReport.built()
    let body = "columns: [a]\nrows:\n  - [b]"
    try project.write(SampleChapter((1...6).map { Block("table", "equal-\($0)", body) }))
    #expect(try project.run("build").status == 0)
    for arguments in [["--jobs", "6"], ["--jobs", "6", "--upstream"]] {
      let outcome = try project.run(["verify"] + arguments)
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }
  }

  /// The sample with a training of some seconds behind two quick blocks.
  private static func interrupted() throws -> Scratch {
    let project = try SampleReport.fresh()
    try project.replace("quick: 2}", with: "quick: 150}", in: "report/02-training.md")
    try project.replace("quick: [1, 2]", with: "quick: [1, 150]", in: "report/02-training.md")
    try project.replace("batch: 32", with: "batch: 8\nlimit: 64", in: "report/02-training.md")
    #expect(try project.run("build").status == 0)
    let running = try Running(["verify"], in: project.root)
    let work = ".report/verify/scratch/.report/work"
    let end = ContinuousClock.now + .seconds(60)
    while !project.exists(work) || (try? project.names(in: work))?.isEmpty != false, ContinuousClock.now < end
    {
      usleep(2_000)
    }
    usleep(200_000)
    running.signal(SIGINT)
    let outcome = running.wait()
    #expect(outcome.status == 130, "\(outcome.errors)")
    #expect(outcome.output.hasPrefix("digits  identical\nmean  identical\n"))
    return project
  }

  @Test("a verification that was interrupted goes on, within a training as well") func resumed() throws {
    let project = try Self.interrupted()
    let outcome = try project.run("verify")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("goes on where it was interrupted; verified before: 2 blocks\n"))
    #expect(outcome.output.hasSuffix("6 blocks of profile quick: 6 identical\n"))
    #expect(try project.names(in: ".report/verify").isEmpty)
    #expect(try !project.run("verify", "mean").errors.contains("goes on"))
  }

  @Test("what changed since is verified again, and notes that somebody brought are not believed")
  func believed()
    throws
  {
    let project = try Self.interrupted()
    let brought = try project.duplicate()
    try project.forgeValue("variance", of: "mean", by: 2)
    let changed = try project.run("verify", "digits", "mean")
    #expect(changed.errors.contains("verified before: 1 block\n"), "\(changed.errors)")
    #expect(changed.output.contains("mean  different: variance"))
    let copied = try brought.run("verify", "digits", "mean")
    #expect(!copied.errors.contains("goes on") && copied.status == 0)
  }

  @Test("wrong numbers of jobs are told", arguments: ["0", "65", "many"]) func usage(count: String) throws {
    #expect(try SampleReport.fresh().run("verify", "--jobs", count).status == 2)
  }
}
