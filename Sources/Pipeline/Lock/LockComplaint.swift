import Chapters

/// What is wrong with `report.lock`, or where the results are others than it says.
public enum LockComplaint: Complaint {
  /// There is no lock.
  case noLock
  /// What a merge has left.
  case conflict
  /// A line that no build has written, and why.
  case malformed(String)
  /// A second line about the same thing.
  case repeated(LockPlace, firstLine: Int)
  /// The lock says nothing of a block that has a result.
  case unlocked(block: String, profile: String)
  /// The block is another one than the one whose result was locked.
  case otherKey(block: String, profile: String, engine: String?)
  /// The same recipe has another result.
  case drifted(block: String, profile: String, changes: [String])
  /// The report has no such block.
  case stray(block: String, profile: String)
  /// The report has no such profile.
  case strayProfile(String)
  /// The file is no text.
  case noText
  /// Other results of a profile were certified than the locked ones.
  case otherCertificate(profile: String)
  /// The certificate is no file that a verification writes.
  case damagedCertificate

  /// What is wrong.
  public var message: String {
    switch self {
    case .noLock: "there is no report/report.lock, so nothing says what the results have to be"
    case .conflict: "a merge left both versions here"
    case .malformed(let fault): "no build has written this line: \(fault)"
    case .repeated(let place, let line):
      "a second value of '\(place.subject)' of '\(place.block)', profile \(place.profile); the first is in line \(line)"
    case .unlocked(let block, let profile): "it says nothing of '\(block)', profile \(profile)"
    case .otherKey(let block, let profile, nil):
      "'\(block)', profile \(profile), has another key: its options, inputs or files have changed"
    case .otherKey(let block, let profile, let engine?):
      "'\(block)', profile \(profile), was made with another engine: \(engine)"
    case .drifted(let block, let profile, let changes):
      "the result of '\(block)', profile \(profile), is not the locked one: "
        + changes.prefix(4).joined(separator: ", ")
        + (changes.count > 4 ? " and \(changes.count - 4) more" : "")
    case .stray(let block, let profile):
      "the report has no block '\(block)' (profile \(profile))"
    case .strayProfile(let profile): "the report has no profile '\(profile)'"
    case .noText: "it is no text in UTF-8"
    case .otherCertificate(let profile):
      "it certifies other results of profile \(profile) than report/report.lock names"
    case .damagedCertificate: "it is no certificate that a verification has written"
    }
  }

  /// What to do about it.
  public var help: String? {
    switch self {
    case .noLock: "make it: report build --update-lock, and commit it"
    case .conflict, .malformed, .repeated, .noText:
      "write the lock anew from the results: report build --update-lock; or bring back the committed one"
    case .unlocked(_, let profile), .otherKey(_, let profile, _):
      "if that is meant, lock what there is: report build --profile \(profile) --update-lock"
    case .drifted(let block, let profile, _):
      "see which of them can be made again: report verify \(block) --profile \(profile); "
        + "if the new one is right: report build --profile \(profile) --update-lock"
    case .otherCertificate(let profile):
      "run them again, and write it anew: report verify --certify --profile \(profile); or remove it"
    case .damagedCertificate: "write it anew: report verify --certify; or remove it"
    case .stray, .strayProfile: "if it was renamed or removed, drop its lines: report build --update-lock"
    }
  }
}

/// A complaint at a line of the lock.
public struct LockFinding: Sendable {
  let complaint: LockComplaint
  let span: SourceSpan?

  /// As a mistake, or as a warning where a build only says it.
  public func diagnostic(isWarning: Bool = false) -> Diagnostic {
    let path = LockFile.path
    guard isWarning else {
      return span.map { Diagnostic(complaint, at: $0) } ?? Diagnostic(complaint, path: path)
    }
    let start = SourcePosition(line: 1, column: 1)
    return .warning(complaint, at: span ?? SourceSpan(SourceFile(path: path, text: ""), at: start))
  }
}
