import Foundation
import TestSupport
import Testing

/// The power fails after every step of a build that was written down: what was not flushed is gone.
@Suite struct PowerCutTests {
  @Test(
    "a power cut at any step leaves what the next build mends", arguments: RehearsedReport.Beginning.allCases)
  func anyStep(beginning: RehearsedReport.Beginning) throws {
    let report = try RehearsedReport(beginning)
    let disk = SimulatedDisk(report.files)
    var states: [(step: Int, files: [String: Data])] = []
    var known: Set<[String: Data]> = []
    for (index, step) in report.log.enumerated() {
      disk.take(step)
      for names in SimulatedDisk.Names.allCases {
        let files = disk.afterPowerCut(names)
        if known.insert(files).inserted { states.append((index, files)) }
      }
    }
    #expect(states.count >= 25, "\(states.count) states")
    let problems = try states.split(in: 2).concurrentProblems { states in
      let project = try Scratch()
      return try states.compactMap { step, files in
        try project.hold(files)
        let next = try RehearsedReport.build(in: project)
        let problem = next.status == 0 ? try report.difference(of: project) : next.errors
        return problem.map { "after step \(step + 1), \(report.log[step]): \($0)" }
      }
    }
    #expect(problems.isEmpty, "\(problems.count) of \(states.count): \(problems.prefix(10))")
  }

  @Test("what nobody flushed is gone after a power cut, and what was flushed is there") func simulation() {
    let disk = SimulatedDisk(["a/old": Data("old".utf8)])
    for step: LoggedStep in [.create("a/new"), .append("a/new", Data("new".utf8))] { disk.take(step) }
    #expect(disk.afterPowerCut(.flushed) == ["a/old": Data("old".utf8)])
    #expect(disk.afterPowerCut(.atOnce) == ["a/old": Data("old".utf8), "a/new": Data()])
    for step: LoggedStep in [.flush("a/new"), .rename("a/new", "a/old"), .flush("a")] { disk.take(step) }
    #expect(disk.afterPowerCut(.flushed) == ["a/old": Data("new".utf8)])
  }
}
