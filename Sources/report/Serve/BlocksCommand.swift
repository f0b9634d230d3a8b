import ArgumentParser
import Chapters
import Directives
import Files
import Foundation
import Pipeline
import Preview

/// Runs what is not in the store and tells of it, for `report serve`, which starts it and with whose end it ends.
struct BlocksCommand: ParsableCommand {
  static let name = "serve-blocks"

  static let configuration = CommandConfiguration(
    commandName: name, abstract: "Run blocks for report serve.", shouldDisplay: false)

  @OptionGroup var options: ReportOptions

  @OptionGroup var memory: MemoryOption

  /// How far it goes back behind programs that somebody waits for.
  private static let niceness: Int32 = 10

  func run() throws {
    endWithParent()
    _ = nice(Self.niceness)
    do { try build() } catch let interrupted as Interrupted { throw interrupted } catch {
      give(.refused(problems: Diagnostics(error).all.map(\.description)))
    }
  }

  private func build() throws {
    let report = try options.load()
    let lock = try Interruption.heeded {
      try ProjectLock(report.project, purpose: "report serve") { give(.waiting(for: $0)) }
    }
    defer { withExtendedLifetime(lock) {} }
    let plan = Plan(report, numerics: EngineProcess.numerics)
    try? plan.keepSums()  // as in a build
    let store = Store(report.project)
    try store.sweep()
    let telling = BlockTelling(plan: plan, give: give)
    let exhibit = Exhibit { give(.pictures(NewestPicture.all(of: $0))) }
    let build = Build(
      plan, store: store, profile: report.profile, memory: memory.available, exhibit: exhibit,
      tell: telling.tell)
    _ = try Interruption.heeded { try build.run(plan.steps) }
    try? store.sums.keep()
  }

  /// Stops as if by Ctrl-C once standard input ends, as it does when the parent does.
  private func endWithParent() {
    Thread.detachNewThread {
      var byte: UInt8 = 0
      while read(STDIN_FILENO, &byte, 1) > 0 {}
      kill(getpid(), SIGINT)
    }
  }

  @Sendable private func give(_ event: BlockEvent) {
    if let data = try? JSONEncoder().encode(event) { StandardStreams.give(json: data) }
  }
}
