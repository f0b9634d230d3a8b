import Foundation

/// The system's own words for a Foundation error: 'No such file or directory', not a page of keys.
public func plainReason(of error: any Error) -> String {
  let cocoa = error as NSError
  if let posix = (cocoa.userInfo[NSUnderlyingErrorKey] as? NSError)
    ?? (cocoa.domain == NSPOSIXErrorDomain ? cocoa : nil),
    posix.domain == NSPOSIXErrorDomain
  {
    return String(cString: strerror(Int32(posix.code)))
  }
  if let code = (error as? CocoaError)?.code {
    switch code {
    case .fileReadNoSuchFile, .fileNoSuchFile: return "No such file or directory"
    case .fileReadNoPermission, .fileWriteNoPermission: return "Permission denied"
    case .fileWriteOutOfSpace: return "No space left on device"
    default: break
    }
  }
  return cocoa.localizedDescription
}
