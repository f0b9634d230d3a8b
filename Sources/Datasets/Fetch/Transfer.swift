import Files
import Foundation

/// A file that `curl` brings from the web.
///
/// Redirects must not leave the address's own scheme, and a stalled transfer counts as a broken one.
struct Transfer {
  /// Where it is.
  let address: String
  /// Where it goes.
  let file: URL
  /// The seconds after which there is no connection, or a stalled one is broken.
  let limits: (connection: Int, stall: Int)
  /// Further options of `curl`.
  let options: [String]
  /// A line of `curl`'s configuration that no other user may see.
  var secret: String?

  /// Runs it; `report` is told five times a second how many bytes are there.
  ///
  /// - Throws: as `CommandRunner.run`.
  func run(_ commands: any CommandRunner, report: (@Sendable (Int) -> Void)? = nil) async throws {
    let watch = report.map { report in
      Task { [file] in
        while true {
          try await Task.sleep(for: .milliseconds(200))
          report(FileState(atPath: file.path)?.length ?? 0)
        }
      }
    }
    defer { watch?.cancel() }
    let input = secret.map { Command.Input.bytes(Array("\($0)\n".utf8)) } ?? .nothing
    try await commands.run(Command("curl", arguments, input: input))
  }

  private var arguments: [String] {
    let scheme = address.prefix { $0 != ":" }
    return [
      "--config", "-", "--fail", "--location", "--silent", "--show-error", "--proto", "=\(scheme)",
      "--connect-timeout", "\(limits.connection)", "--speed-limit", "1024", "--speed-time", "\(limits.stall)",
      "--write-out", "%{response_code}", "--output", file.path,
    ] + options + [address]
  }
}

extension CommandFailure {
  /// The server's answer when `curl` failed because of it, such as 404.
  var httpStatus: Int? { program == "curl" && reason == .exited(22) ? Int(output) : nil }
}
