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
  /// The file that its standard output replaces; nil returns it.
  public let output: URL?
  /// The bytes of output that are returned at most.
  public let outputLimit: Int
  /// Variables of its environment beside those that all programs get.
  public let variables: [String: String]

  /// A program with its arguments; by default it reads nothing and its output is returned.
  public init(
    _ program: String, _ arguments: [String], input: Input = .nothing, output: URL? = nil,
    outputLimit: Int = .max, variables: [String: String] = [:]
  ) {
    (self.program, self.arguments, self.input, self.output) = (program, arguments, input, output)
    (self.outputLimit, self.variables) = (outputLimit, variables)
  }
}

/// Runs programs. Tests put another one in its place.
public protocol CommandRunner: Sendable {
  /// Runs a program to its end and returns what it printed, unless that went into a file; ends it when the task is
  /// cancelled.
  ///
  /// - Throws: `CommandFailure` when it cannot start, prints too much or does not exit with 0, `CancellationError` when
  ///   cancelled.
  @discardableResult func run(_ command: Command) async throws -> String
}
