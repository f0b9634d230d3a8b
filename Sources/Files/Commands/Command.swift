import Foundation

/// A program to run: what it is given and where its output goes.
public struct Command: Equatable, Sendable {
  /// What the program reads from its standard input.
  public enum Input: Equatable, Sendable {
    /// Nothing: the input is at its end.
    case nothing
    /// These bytes.
    case bytes([UInt8])
    /// The content of a file.
    case file(URL)
  }

  /// The program's name, to be looked up in PATH.
  public let program: String
  /// Its arguments, without the name.
  public let arguments: [String]
  /// Its standard input.
  public let input: Input
  /// The file that its standard output replaces; nil discards it.
  public let output: URL?

  /// A program with its arguments; by default it reads nothing and its output is discarded.
  public init(_ program: String, _ arguments: [String], input: Input = .nothing, output: URL? = nil) {
    self.program = program
    self.arguments = arguments
    self.input = input
    self.output = output
  }
}

/// A program that could not be started or did not succeed.
public struct CommandFailure: Error, Equatable, Sendable {
  /// The program's name.
  public let program: String
  /// Its exit status; nil when it never ran or a signal ended it.
  public let status: Int32?
  /// The last line of its standard error, or what kept it from running.
  public let message: String

  /// A failure of `program`.
  public init(program: String, status: Int32?, message: String) {
    self.program = program
    self.status = status
    self.message = message
  }
}

/// Runs programs. Tests put another one in its place.
public protocol CommandRunner: Sendable {
  /// Runs a program to its end; ends it when the task is cancelled.
  ///
  /// - Throws: `CommandFailure` when it cannot start or does not exit with 0, `CancellationError` when
  ///   cancelled.
  func run(_ command: Command) async throws
}
