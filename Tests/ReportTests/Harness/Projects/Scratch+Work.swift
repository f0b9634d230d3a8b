import Foundation
import TestSupport
import Testing

/// What unfinished blocks of a project keep.
extension Scratch {
  /// The files of this name, by their paths.
  func work(named name: String) -> [String] {
    let folder = ".report/work"
    let paths = FileManager.default.subpaths(atPath: url(folder).path) ?? []
    return paths.filter { $0.hasSuffix("/\(name)") }.map { "\(folder)/\($0)" }
  }

  /// Waits until there is a file of this name, and fails after a minute.
  func waitForWork(named name: String, location: SourceLocation = #_sourceLocation) {
    let end = ContinuousClock.now + .seconds(60)
    while work(named: name).isEmpty {
      guard ContinuousClock.now < end else {
        Issue.record("no \(name) after a minute", sourceLocation: location)
        return
      }
      usleep(2_000)
    }
  }
}
