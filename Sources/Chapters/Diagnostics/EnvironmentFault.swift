import Files

/// What can be wrong with the machine, the disk or a file that no author wrote.
public enum EnvironmentFault: Error, Equatable, Sendable {
  case unreadable(path: String, reason: String)
  case unwritable(path: String, reason: String)
  case missingData(path: String, remedy: String)
  case wrongSum(path: String, expected: String, found: String, remedy: String)
  case missingProgram(String, purpose: String, remedy: String)
  case programFailed(String, output: String)
  case failed(String, remedy: String?)
  case noReport(folder: String)
}

extension EnvironmentFault {
  /// What is wrong.
  public var message: String {
    switch self {
    case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
    case .unwritable(let path, let reason): "cannot write \(path): \(reason)"
    case .missingData(let path, _): "the data file \(path) is missing"
    case .wrongSum(let path, let expected, let found, _):
      "\(path) is damaged: its SHA-256 is \(found), expected \(expected)"
    case .missingProgram(let name, let purpose, _): "the program '\(name)' is missing; \(purpose) needs it"
    case .programFailed(let name, let output): "'\(name)' failed: \(output)"
    case .failed(let text, _): text
    case .noReport(let folder): "there is no report/report.yml in \(folder) or above it"
    }
  }

  /// What to do about it.
  public var help: String? {
    switch self {
    case .unreadable(_, let reason): reason == "No such file or directory" ? "check the name" : nil
    case .unwritable(_, let reason):
      reason.hasSuffix("is no folder")
        ? "move the file away and build again"
        : reason.contains("space")
          ? "free some space (report clean removes results no longer used) and build again" : nil
    case .missingData(_, let remedy), .missingProgram(_, _, let remedy), .wrongSum(_, _, _, let remedy):
      remedy
    case .programFailed: nil
    case .failed(_, let remedy): remedy
    case .noReport:
      "change into the report's folder, name it with --project, or start one with: report new NAME"
    }
  }
}

extension EnvironmentFault {
  /// What the system said of a file.
  public init(_ error: FileError<FileFault>) {
    switch error.reason {
    case .unwritable(let cause): self = .unwritable(path: error.file, reason: cause)
    default: self = .unreadable(path: error.file, reason: error.reason.cause)
    }
  }

  /// Whatever was thrown where only the machine can be at fault.
  public init(describing error: any Error) {
    switch error {
    case let fault as EnvironmentFault: self = fault
    case let error as FileError<FileFault>: self.init(error)
    default: self = .failed(plainReason(of: error), remedy: nil)
    }
  }
}
