import Foundation

/// Runs programs of this machine as children in the caller's process group.
///
/// The group matters: Ctrl-C at a terminal then reaches the children too. Foundation's `Process` gives every
/// child a group of its own on Linux, where Ctrl-C would leave it running.
public struct SystemCommands: CommandRunner {
  /// The environment of the children; its PATH is where programs are looked up.
  public let environment: [String: String]

  /// Children with the given environment.
  public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    self.environment = environment
  }

  /// Runs a program to its end; see `CommandRunner`.
  public func run(_ command: Command) async throws {
    try Task.checkCancellation()
    guard let path = path(of: command.program) else {
      throw CommandFailure(program: command.program, status: nil, message: "not found in PATH")
    }
    let streams = try ChildStreams(for: command)
    let child = try Child(path: path, command: command, environment: environment, streams: streams)
    let status = await withTaskCancellationHandler {
      await child.status()
    } onCancel: {
      child.terminate()
    }
    try Task.checkCancellation()
    try check(status, of: command, streams)
  }

  private func path(of program: String) -> String? {
    (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map { "\($0)/\(program)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// The low seven bits of a wait status are the signal that ended the child; the next byte is its exit
  /// status.
  private func check(_ status: Int32, of command: Command, _ streams: ChildStreams) throws {
    guard status != 0 else { return }
    let signal = status & 0x7f
    let exit = (status >> 8) & 0xff
    let ending = signal != 0 ? "ended by signal \(signal)" : "exit status \(exit)"
    throw CommandFailure(
      program: command.program, status: signal != 0 ? nil : exit,
      message: streams.lastErrorLine() ?? ending)
  }
}
