import Foundation
import TestSupport
import Testing

extension Scratch {
  /// Runs git in the project.
  ///
  /// - Returns: what it prints.
  @discardableResult func git(_ arguments: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git", "-c", "user.name=a", "-c", "user.email=a@b"] + arguments
    process.currentDirectoryURL = root
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Commits everything but the results.
  func commitAll(_ message: String) throws {
    try git("add", "report", "site")
    try git("commit", "-q", "-m", message)
  }
}
