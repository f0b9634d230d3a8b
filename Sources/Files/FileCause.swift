import Foundation
import SystemPackage

/// Why a file or folder cannot be read or written.
public enum FileCause: Equatable, Sendable {
  /// What the system answered.
  case system(Errno)
  /// A file stands where a folder should be: its path, or 'it'.
  case noFolder(String)
  /// It lies, or links lead to a place, beyond what this process may touch: where it really is.
  case beyond(String)
  /// What is there instead, in words.
  case other(String)

  /// There is no such file or folder.
  public static let missing = system(.noSuchFileOrDirectory)
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
    case .beyond(let path):
      "it leads to \(path), where a report has no business; if you trust it, allow that: --allow \(path)"
    case .other(let text): text
    }
  }
}

/// The system's own answer within a Foundation error: 'No such file or directory', not a page of keys.
public func plainReason(of error: any Error) -> FileCause {
  if let error = error as? Errno { return .system(error) }
  if let error = error as? FileError<FileFault> { return error.reason.cause }
  if let fault = error as? FileFault { return fault.cause }
  let cocoa = error as NSError
  if let posix = (cocoa.userInfo[NSUnderlyingErrorKey] as? NSError)
    ?? (cocoa.domain == NSPOSIXErrorDomain ? cocoa : nil),
    posix.domain == NSPOSIXErrorDomain
  {
    return .system(Errno(rawValue: CInt(posix.code)))
  }
  switch (error as? CocoaError)?.code {
  case .fileReadNoSuchFile, .fileNoSuchFile: return .missing
  case .fileReadNoPermission, .fileWriteNoPermission: return .system(.permissionDenied)
  case .fileWriteOutOfSpace: return .noSpace
  default: return .other(cocoa.localizedDescription)
  }
}
