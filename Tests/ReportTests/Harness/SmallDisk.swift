import Foundation
import TestSupport

/// A file system of a few kilobytes, for tests of a full disk.
struct SmallDisk {
  private let place: URL

  /// Whether this user may mount one (as a rule only root on Linux may).
  static let canMount: Bool = {
    guard geteuid() == 0, let scratch = try? Scratch(),
      let disk = try? SmallDisk(at: scratch.root, kilobytes: 16)
    else { return false }
    disk.unmount()
    return true
  }()

  private struct CannotMount: Error {}

  init(at place: URL, kilobytes: Int) throws {
    self.place = place.standardizedFileURL
    try FileManager.default.createDirectory(at: self.place, withIntermediateDirectories: true)
    let arguments = ["mount", "-t", "tmpfs", "-o", "size=\(kilobytes)k", "none", self.place.path]
    guard try Self.run(arguments) == 0 else { throw CannotMount() }
  }

  func unmount() { _ = try? Self.run(["umount", "-l", place.path]) }

  private static func run(_ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
