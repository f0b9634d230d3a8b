import Foundation
import SystemPackage

/// Why a file or folder cannot be read or written.
public enum FileCause: Equatable, Sendable {
  /// What the system answered.
  case system(Errno)
  /// A file stands where a folder should be: its path, or 'it'.
  case noFolder(String)
  /// A link with nothing at its other end: its path, or 'it', and where it leads.
  case deadLink(String, target: String)
  /// It lies, or links lead to a place, beyond what this process may touch: where it really is.
  case beyond(String)
  /// A few lines stand there in the file's place, by which Git LFS fetches it.
  case pointer
  /// What is there instead, in words.
  case other(String)

  /// There is no such file or folder.
  public static let missing = system(.noSuchFileOrDirectory)
  /// This user may not.
  public static let denied = system(.permissionDenied)
  /// A file stands where the path has a folder.
  public static let fileOnTheWay = system(.notDirectory)
  /// The disk is full.
  public static let noSpace = system(.noSpace)
  /// The answer to the last system call that failed.
  public static var latest: FileCause { .system(Errno(rawValue: errno)) }
}

extension FileCause: CustomStringConvertible, ExpressibleByStringInterpolation {
  /// What is there instead, in words.
  public init(stringLiteral text: String) { self = .other(text) }

  /// The cause in words.
  public var description: String {
    switch self {
    case .system(let error): error.description
    case .noFolder(let path): "\(path) is no folder"
    case .deadLink(let path, let target): "\(path) is a link that leads nowhere, to '\(target)'"
    case .beyond(let path):
      "it leads to \(path), where a report has no business; if you trust it, allow that: --allow \(path)"
    case .pointer: "it is a pointer of Git LFS, not the file itself"
    case .other(let text): text
    }
  }

  /// What to do about it, whatever the file is for; nil where that depends on the file.
  public var remedy: String? {
    switch self {
    case .pointer: "fetch the file itself where it was cloned: git lfs pull"
    case .deadLink: "let the link lead to the file, or put the file in its place"
    case .denied: "check the permissions of the file and of the folders around it"
    default: nil
    }
  }
}

/// The system's own answer within a Foundation error: 'No such file or directory', not a page of keys. Every other error
/// says itself what is wrong.
public func plainReason(of error: any Error) -> FileCause {
  switch error {
  case let error as Errno: .system(error)
  case let error as FileError<FileFault>: error.reason.cause
  case let error as FileFault: error.cause
  case let error as any ExplainedError: .other(error.complaint)
  case is CocoaError, is POSIXError: systemReason(of: error as NSError)
  default: type(of: error) is NSError.Type ? systemReason(of: error as NSError) : .other("\(error)")
  }
}

/// Foundation wraps the system's answer, or has a code of its own; its text for one is no more than the number.
private func systemReason(of cocoa: NSError) -> FileCause {
  if let posix = (cocoa.userInfo[NSUnderlyingErrorKey] as? NSError)
    ?? (cocoa.domain == NSPOSIXErrorDomain ? cocoa : nil),
    posix.domain == NSPOSIXErrorDomain
  {
    return .system(Errno(rawValue: CInt(posix.code)))
  }
  switch cocoa.domain == NSCocoaErrorDomain ? CocoaError.Code(rawValue: cocoa.code) : .fileReadUnknown {
  case .fileReadNoSuchFile, .fileNoSuchFile: return .missing
  case .fileReadNoPermission, .fileWriteNoPermission: return .system(.permissionDenied)
  case .fileWriteOutOfSpace: return .noSpace
  case .fileWriteFileExists: return .system(.fileExists)
  case .fileWriteVolumeReadOnly: return .system(.readOnlyFileSystem)
  case .fileReadTooLarge: return .system(.fileTooLarge)
  case .fileReadInvalidFileName, .fileWriteInvalidFileName: return "no file can have this name"
  case .fileReadCorruptFile, .fileReadInapplicableStringEncoding, .fileReadUnknownStringEncoding:
    return "its content is damaged"
  default: return "the system does not say why"
  }
}
