import Foundation

/// Programs that some tests need beside the one under test.
enum Tools {
  static func has(_ name: String) -> Bool { path(name) != nil }

  /// Where a program is, by PATH.
  static func path(_ name: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Whether to drive a browser by its debugging pipe: once in some runs, of two that start at once, one never answered.
  static var hasBrowserToDrive: Bool {
    has("chromium") && ProcessInfo.processInfo.environment["REPORT_BROWSER_TESTS"] != nil
  }
}
