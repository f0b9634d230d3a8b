import Foundation

/// A program that could not be started or did not succeed.
public struct CommandFailure: Error, Equatable, Sendable {
  /// What happened.
  public enum Reason: Equatable, Sendable {
    /// No folder of PATH has it.
    case notFound
    /// What the system refused on the way to it ("start", "open its input"), and why.
    case refused(String, reason: String)
    /// It printed more bytes than these.
    case exceeded(Int)
    /// It exited with a status other than 0.
    case exited(Int32)
    /// A signal ended it.
    case signalled(Int32)
  }

  /// The program's name.
  public let program: String
  /// What happened.
  public let reason: Reason
  /// What it wrote to its standard output, unless that went into a file.
  public let output: String
  /// What it wrote to its standard error.
  public let complaint: String

  /// A failure of `program`.
  public init(_ program: String, _ reason: Reason, output: String = "", complaint: String = "") {
    (self.program, self.reason, self.output, self.complaint) = (program, reason, output, complaint)
  }

  /// The last line of its standard error that is not blank, or what happened.
  public var message: String {
    complaint.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
      .last { !$0.isEmpty } ?? reason.description
  }
}

extension CommandFailure: CustomStringConvertible {
  /// The program and its message.
  public var description: String { "\(program): \(message)" }
}

extension CommandFailure.Reason: CustomStringConvertible {
  /// What happened, in words.
  public var description: String {
    switch self {
    case .notFound: "not found in PATH"
    case .refused(let action, let reason): "cannot \(action): \(reason)"
    case .exceeded(let limit): "more than \(limit) bytes"
    case .exited(let status): "exit status \(status)"
    case .signalled(let signal): "ended by signal \(signal)"
    }
  }
}
