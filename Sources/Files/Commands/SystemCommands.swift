import Foundation
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// Runs programs of this machine as children in the caller's process group, so that Ctrl-C at a terminal reaches them.
public struct SystemCommands: CommandRunner {
  /// The environment of the children; its PATH, or without one the caller's, is where programs are looked up.
  public let environment: [String: String]

  /// Children with the given environment.
  public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    self.environment = environment
  }

  /// Runs a program to its end; returns and throws what `CommandRunner` says.
  @discardableResult public func run(_ command: Command) async throws -> String {
    try Task.checkCancellation()
    let input = try Self.descriptor("open its input", command) { try Self.open(command.input) }
    defer { try? input.close() }
    guard let file = command.output else {
      return try await run(command, input, .string(limit: command.outputLimit)) { $0 }
    }
    let output = try Self.descriptor("open \(file.path)", command) {
      try FileDescriptor.open(
        file.path, .writeOnly, options: [.create, .truncate, .closeOnExec],
        permissions: FilePermissions(rawValue: 0o644))
    }
    defer { try? output.close() }
    return try await run(command, input, .fileDescriptor(output, closeAfterSpawningProcess: false)) { "" }
  }

  private func run<Output: OutputProtocol>(
    _ command: Command, _ input: FileDescriptor, _ output: Output, text: (Output.OutputType) -> String
  ) async throws -> String {
    var options = PlatformOptions()
    options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(10))]
    let variables = environment.merging(command.variables) { $1 }.compactMap { name, value in
      Environment.Key(rawValue: name).map { ($0, value) }
    }
    let result: ExecutionResult<Void, Output, StringOutput<UTF8>>
    do {
      result = try await Subprocess.run(
        .name(command.program), arguments: Arguments(command.arguments),
        environment: .custom(Dictionary(uniqueKeysWithValues: variables)),
        platformOptions: options, input: .fileDescriptor(input, closeAfterSpawningProcess: false),
        output: output, error: .string(limit: .max))
    } catch let error as SubprocessError {
      try Task.checkCancellation()
      throw CommandFailure(command.program, Self.reason(of: error, command))
    }
    try Task.checkCancellation()
    let printed = text(result.standardOutput)
    let reason: CommandFailure.Reason
    switch result.terminationStatus {
    case .exited(0): return printed
    case .exited(let status): reason = .exited(status)
    case .signaled(let signal): reason = .signalled(signal)
    }
    throw CommandFailure(command.program, reason, output: printed, complaint: result.standardError)
  }

  private static func reason(of error: SubprocessError, _ command: Command) -> CommandFailure.Reason {
    switch error.code {
    case .executableNotFound: .notFound
    case .outputLimitExceeded: .exceeded(command.outputLimit)
    default: .refused("start", reason: error.underlyingError?.description ?? error.description)
    }
  }

  private static func descriptor(
    _ action: String, _ command: Command, _ open: () throws -> FileDescriptor
  ) throws -> FileDescriptor {
    do { return try open() } catch {
      throw CommandFailure(command.program, .refused(action, reason: "\(error)"))
    }
  }

  private static func open(_ input: Command.Input) throws -> FileDescriptor {
    switch input {
    case .nothing: try .open("/dev/null", .readOnly, options: .closeOnExec)
    case .file(let url): try .open(url.path, .readOnly, options: .closeOnExec)
    case .bytes(let bytes): try unnamedFile(holding: bytes)
    }
  }

  /// Through a pipe, a child that ends before it has read everything would end its parent by SIGPIPE.
  private static func unnamedFile(holding bytes: [UInt8]) throws -> FileDescriptor {
    let url = FileManager.default.temporaryDirectory.appending(path: "report-\(UUID().uuidString)")
    let file = try FileDescriptor.open(
      url.path, .readWrite, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite)
    do {
      try FileManager.default.removeItem(at: url)
      try file.writeAll(bytes)
      try file.seek(offset: 0, from: .start)
      return file
    } catch {
      try? file.close()
      throw error
    }
  }
}
