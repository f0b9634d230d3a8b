import Directives
import Files
import Foundation
import Pipeline

extension PublishedBlock.Circumstances {
  /// Those of this moment.
  init(of project: ProjectFolder) {
    self.init(
      date: Self.today, program: Main.version, machine: Self.machine, source: SourceCommit(of: project)?.state
    )
  }

  /// The day in Greenwich, as 2026-11-30; that of `SOURCE_DATE_EPOCH` where a build is told to live then.
  static var today: String {
    let epoch = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap(Double.init)
    return (epoch.map(Date.init(timeIntervalSince1970:)) ?? Date()).formatted(.iso8601.year().month().day())
  }

  /// The processor, its cores and the system.
  private static var machine: String {
    let process = ProcessInfo.processInfo
    let cores = process.activeProcessorCount
    return [
      processor, "\(cores.counted("core")), \(EngineProcess.instructions)",
      process.operatingSystemVersionString,
    ].compactMap(\.self).joined(separator: "; ")
  }

  /// What Linux calls the processor.
  private static var processor: String? {
    let text = try? String(contentsOf: URL(filePath: "/proc/cpuinfo"), encoding: .utf8)
    let line = text?.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line.flatMap { $0.split(separator: ":").last }.map { $0.trimmingCharacters(in: .whitespaces) }
  }
}
