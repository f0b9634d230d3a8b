import Foundation

/// Programs that some tests need beside the one under test.
enum Tools {
  static func has(_ name: String) -> Bool { path(name) != nil }

  /// Where a program is, by PATH.
  static func path(_ name: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
