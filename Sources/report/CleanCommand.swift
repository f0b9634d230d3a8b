import ArgumentParser
import Directives
import Files
import Foundation
import Pipeline

/// `report clean`: removes results that nothing uses.
struct CleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean", abstract: "Remove stored results that no profile of the report uses.",
    discussion: """
      With --all, every result goes and the next build starts afresh. The site stays.

        report clean
        report clean --all
      """)

  @OptionGroup var options: ReportOptions

  @Flag(help: "Remove the results that are in use, too.")
  var all = false

  func run() throws {
    let project = try options.projectFolder()
    let keys = all ? [] : try keysInUse(by: project)
    let lock = try lock(project, for: "report clean")
    defer { withExtendedLifetime(lock) {} }
    if all { try Disk.removeAll(project.verification.path) }
    let removed = try Store(project).clean(keeping: keys)
    let megabytes = String(format: "%.1f MB", Double(removed.bytes) / 1e6)
    print("removed \(removed.count.counted("result")) (\(megabytes))")
  }

  /// The keys of all blocks in all profiles.
  private func keysInUse(by project: ProjectFolder) throws -> Set<String> {
    let profiles = try options.load().manifest.profiles
    var keys: Set<String> = []
    for profile in profiles {
      var options = options
      options.profile = profile
      keys.formUnion(Plan(try options.load(), numerics: EngineProcess.numerics).steps.map(\.key))
    }
    return keys
  }
}
