import Chapters
import Files
import Foundation
import Pipeline
import Site

/// An unpacked project, in which other processes of this program run.
struct ArchivedProject {
  let project: URL
  let surroundings: [String]
  /// How long a process may take, in seconds.
  let timeLimit: Int?

  private struct Status: Decodable {
    let id, key: String
    let seed: String?
  }

  private struct Verified: Decodable {
    let profile: String
    let blocks: [Certificate.Block]
  }

  /// The keys of its blocks here.
  ///
  /// - Throws: an `EnvironmentFault` with the mistakes of a report that cannot be read.
  func keys() throws -> [Certificate.Key] {
    try decoded([Status].self, "status", ["--json"]).map { .init(block: $0.id, key: $0.key, seed: $0.seed) }
  }

  /// Runs blocks; what they make stays in the project's store, so that its pages can be written.
  func verify(
    _ blocks: [String], _ passed: [String], upstream: Bool
  ) throws -> (profile: String, blocks: [Certificate.Block]) {
    let arguments = blocks + passed + ["--json", "--adopt"] + (upstream ? ["--upstream"] : [])
    let verified = try decoded(Verified.self, "verify", arguments)
    return (verified.profile, verified.blocks)
  }

  /// What the pages that are written from the verified results have otherwise than those of the archive; nil where they
  /// cannot be written.
  func changesOfPages() throws -> [Certificate.Page]? {
    let (site, handed) = (project.appending(path: "site"), project.appending(path: "site-handed-in"))
    guard FileKind(atPath: site.path) == .folder else { return [.init(path: "", text: "there is no site")] }
    try Disk.rename(site.path, to: handed.path)
    guard try run("build", ["--quiet"]).status == 0 else { return nil }
    return try SiteDifference(handed, site).changes().map { .init(path: $0.path, text: $0.text) }
  }

  private func decoded<Value: Decodable>(
    _ type: Value.Type, _ command: String, _ arguments: [String]
  ) throws -> Value {
    let (output, errors, status) = try run(command, arguments)
    if let value = try? JSONDecoder().decode(type, from: Data(output.utf8)) { return value }
    let line = errors.split(separator: "\n").first { $0.contains("error: ") }.map(String.init)
    throw EnvironmentFault.explained(line ?? "'report \(command)' ended with status \(status)", remedy: nil)
  }

  private func run(_ command: String, _ arguments: [String]) throws -> (
    output: String, errors: String, status: Int32
  ) {
    let program = Bundle.main.executableURL?.path ?? CommandLine.arguments[0]
    let all = [program, command, "--project", project.path] + surroundings + arguments
    let starter = timeLimit.map { Command("timeout", ["-k", "10", "\($0)"] + all, outputLimit: 1 << 26) }
    let command = starter ?? Command("env", all, outputLimit: 1 << 26)
    do {
      let output = try interruptible { try await SystemCommands().run(command) }
      return (output, "", 0)
    } catch let failure as CommandFailure {
      guard case .exited(let status) = failure.reason else {
        throw EnvironmentFault.programFailed("report", output: failure.message)
      }
      if let timeLimit, status == 124 {
        throw EnvironmentFault.explained("it takes longer than \(timeLimit) s", remedy: nil)
      }
      if status == ExitStatus.interrupted.rawValue { throw Interrupted() }
      return (failure.output, failure.complaint, status)
    }
  }
}
