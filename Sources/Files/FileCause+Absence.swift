import Foundation
import SystemPackage

extension FileCause {
  /// Why a user finds nothing at a path: nothing is there, a folder cannot be entered, or a link leads nowhere, be it the
  /// last part of the path or one before; nil where something is found.
  public static func absence(of url: URL) -> FileCause? {
    DiskTrace.note(url.path)
    var status = stat()
    guard stat(url.path, &status) != 0 else { return nil }
    let cause = latest
    var place = url.standardizedFileURL
    while place.path != "/", stat(place.path, &status) != 0 {
      if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: place.path) {
        return .deadLink(place.path == url.standardizedFileURL.path ? "it" : place.path, target: target)
      }
      place = place.deletingLastPathComponent()
    }
    return cause
  }

  /// Whether simply nothing is at a path: what is there and cannot be reached is told when it is read.
  public static func isMissing(_ url: URL) -> Bool {
    absence(of: url).map { [.missing, .fileOnTheWay].contains($0) } ?? false
  }
}
