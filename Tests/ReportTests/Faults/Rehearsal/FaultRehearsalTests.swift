import Foundation
import TestSupport
import Testing

/// A build is disturbed at every step that it takes on the disk; the next one must make everything as if nothing had been.
@Suite struct FaultRehearsalTests {
  /// How a step fails, in the words of `REPORT_DISK_FAULT`, and which steps can.
  static let faults = ["kill@%", "tear@%", "EIO@%", "ENOSPC@%", "ENOSPC@%+", "unreadable@%"]

  @Test(
    "killed, torn, unreadable or with a full disk at any step, a build loses nothing",
    arguments: RehearsedReport.Beginning.allCases)
  func anyStep(beginning: RehearsedReport.Beginning) throws {
    let report = try RehearsedReport(beginning)
    let points = Self.points(of: report.log)
    #expect(points.count >= (beginning == .nothing ? 500 : 150), "\(points.count) points")
    let problems = try points.split(in: 2).concurrentProblems { points in
      let project = try Scratch()
      return try points.compactMap { fault in
        try project.hold(report.files)
        return try Self.problem(of: fault, in: project, report).map { "\(fault): \($0)" }
      }
    }
    #expect(problems.isEmpty, "\(problems.count) of \(points.count): \(problems.prefix(10))")
  }

  /// Every fault at every step at which it makes a difference.
  private static func points(of log: [LoggedStep]) -> [String] {
    let changes = log.filter { !$0.isReading }
    return faults.flatMap { fault -> [String] in
      let steps = fault.hasPrefix("unreadable") ? log.filter(\.isReading) : changes
      return steps.indices.filter { index in
        guard fault.hasPrefix("tear") || fault.hasSuffix("+") else { return true }
        if case .append = steps[index] { return true } else { return false }
      }.map { fault.replacing("%", with: "\($0 + 1)") }
    }
  }

  /// What went wrong with a disturbed build or the one after it.
  private static func problem(
    of fault: String, in project: Scratch, _ report: RehearsedReport
  ) throws -> String? {
    let disturbed = try RehearsedReport.build(in: project, environment: ["REPORT_DISK_FAULT": fault])
    let statuses: [Int32] =
      fault.contains("kill") || fault.contains("tear") ? [128 + SIGKILL, 0] : [0, 1, 3]
    guard statuses.contains(disturbed.status) else {
      return "status \(disturbed.status): \(disturbed.errors)"
    }
    let next = try RehearsedReport.build(in: project)
    guard next.status == 0 else { return "the next build: status \(next.status): \(next.errors)" }
    return try report.difference(of: project)
  }
}

extension Array where Element: Sendable {
  /// The elements in so many heaps, dealt in turn.
  func split(in count: Int) -> [[Element]] {
    (0..<count).map { heap in indices.filter { $0 % count == heap }.map { self[$0] } }
  }

  /// What some work finds, each element on a thread of its own.
  func concurrentProblems(_ work: @escaping @Sendable (Element) throws -> [String]) throws -> [String] {
    let results = Results()
    DispatchQueue.concurrentPerform(iterations: count) { index in
      results.add(Result { try work(self[index]) })
    }
    return try results.all.flatMap { try $0.get() }
  }
}

/// Results that threads bring together.
private final class Results: @unchecked Sendable {
  private let lock = NSLock()
  private(set) var all: [Result<[String], any Error>] = []

  func add(_ result: Result<[String], any Error>) { lock.withLock { all.append(result) } }
}
