import Files
import Foundation

/// What `curl` brings from the web.
///
/// Only the address itself may be of plain http: redirects lead to https alone, and what must stay secret goes with none
/// to another host.
struct Transfer {
  /// Where it is.
  let address: String
  /// What it may take.
  let limits: FetchLimits
  /// A line of `curl`'s configuration that no other user may see.
  var secret: String?

  /// The body, which is short.
  ///
  /// - Parameter byteLimit: its length in bytes at most.
  /// - Throws: as `CommandRunner.run`.
  func answer(byteLimit: Int, _ commands: any CommandRunner) async throws -> Data {
    let printed = try await commands.run(
      command(["--max-time", "\(limits.answer)"], outputLimit: byteLimit))
    return Data(printed.utf8.dropLast(3))  // the server's status
  }

  /// Brings the body into a file, or what is missing of it there; `report` is told how many bytes are there.
  ///
  /// - Parameter byteLimit: the file's length in bytes at most.
  /// - Throws: as `CommandRunner.run`; `OverflowingFile` for a longer body or a disk that is nearly full.
  func run(
    into file: URL, byteLimit: Int, _ commands: any CommandRunner, report: @escaping @Sendable (Int) -> Void
  ) async throws {
    let missing = max(1, byteLimit - (FileState(atPath: file.path)?.length ?? 0))  // none would mean no limit
    let command = command(
      ["--continue-at", "-", "--max-filesize", "\(missing)", "--output", file.path], outputLimit: .max)
    // Older versions of curl compare what the server announces alone.
    let growing = GrowingFile(url: file, byteLimit: byteLimit, margin: limits.margin)
    do { try await growing.watch(report) { try await commands.run(command) } } catch let error
      as CommandFailure where error.reason == .exited(63)
    {
      throw OverflowingFile.tooLong(path: file.path, limit: byteLimit)
    }
  }

  private func command(_ options: [String], outputLimit: Int) -> Command {
    let input = secret.map { Command.Input.bytes(Array("\($0)\n".utf8)) } ?? .nothing
    return Command("curl", arguments + options + [address], input: input, outputLimit: outputLimit)
  }

  private var arguments: [String] {
    // No proxy comes between this machine and itself.
    let isPlain = address.hasPrefix("http:")
    return [
      "--config", "-", "--fail", "--silent", "--show-error", "--globoff", "--location", "--max-redirs", "5",
      "--proto", isPlain ? "=http,https" : "=https", "--proto-redir", "=https",
      "--connect-timeout", "\(limits.connection)", "--speed-limit", "1024", "--speed-time", "\(limits.stall)",
      "--write-out", "%{response_code}",
    ] + (isPlain ? ["--noproxy", "*"] : [])
  }
}

/// What a fetch may take of time and of the disk.
public struct FetchLimits: Sendable {
  /// Seconds until there is a connection.
  public var connection = 10
  /// Seconds after which a transfer of less than a kilobyte a second is broken off.
  public var stall = 30
  /// Seconds for a short answer.
  public var answer = 300
  /// Bytes that stay free on the disk, for everybody else.
  public var margin = 256_000_000

  /// The usual ones.
  public init() {}
}

extension CommandFailure {
  /// The server's answer when `curl` failed because of it, such as 404.
  var httpStatus: Int? { program == "curl" && reason == .exited(22) ? Int(output) : nil }

  /// Whether `curl` could not go on where a file ends. Exit statuses: 33 and 36 mean that the server cannot continue;
  /// HTTP's 416, that nothing is left.
  var isOfStalePart: Bool {
    program == "curl" && ([33, 36].map(Reason.exited).contains(reason) || httpStatus == 416)
  }
}
