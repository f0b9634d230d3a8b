import Files

/// What can be wrong with the machine, the disk or a file that no author wrote.
public enum EnvironmentFault: Error, Equatable, Sendable {
  case unreadable(path: String, reason: FileCause)
  case unwritable(path: String, reason: FileCause)
  case missingData(path: String, remedy: String)
  case wrongSum(path: String, expected: String, found: String, remedy: String)
  case missingProgram(String, purpose: String, remedy: String)
  case programFailed(String, output: String)
  case noReport(folder: String)
  case unreadableToken(path: String, reason: FileCause)
  /// What another room's error says in its own words.
  case explained(String, remedy: String?)
  /// What nothing else names.
  case unexpected(FileCause)
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
    case .explained(let text, _): text
    case .noReport(let folder): "there is no report/report.yml in \(folder) or above it"
    case .unreadableToken(let path, let reason): "cannot read the token's file \(path): \(reason)"
    case .unexpected(let cause): "\(cause)"
    }
  }

  /// What to do about it.
  public var help: String? {
    switch self {
    case .unreadable(_, .missing): "check the name"
    case .unwritable(_, .noFolder): "move the file away and build again"
    case .unwritable(_, .noSpace):
      "free some space (report clean removes results no longer used) and build again"
    case .unreadable(_, let cause): cause.remedy
    case .unwritable: nil
    case .missingData(_, let remedy), .missingProgram(_, _, let remedy), .wrongSum(_, _, _, let remedy):
      remedy
    case .programFailed, .unexpected: nil
    case .explained(_, let remedy): remedy
    case .unreadableToken: "check the name, or give the token in HF_TOKEN"
    case .noReport:
      "change into the report's folder, name it with --project, or start one with: report new NAME"
    }
  }
}

extension EnvironmentFault {
  /// What another room says.
  public init(_ error: some ExplainedError) { self = .explained(error.complaint, remedy: error.remedy) }

  /// What the system said of a file.
  public init(_ error: FileError<FileFault>) {
    switch error.reason {
    case .unwritable(let cause): self = .unwritable(path: error.file, reason: cause)
    default: self = .unreadable(path: error.file, reason: error.reason.cause)
    }
  }
}

/// Whatever was thrown, as a complaint: its own, or else the machine's fault.
public func complaint(of error: any Error) -> any Complaint {
  switch error {
  case let complaint as any Complaint: complaint
  case let error as FileError<FileFault>: EnvironmentFault(error)
  default: EnvironmentFault.unexpected(plainReason(of: error))
  }
}
