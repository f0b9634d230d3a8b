import Datasets
import Files
import Foundation

/// A folder of one test; removed with its last reference.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("report-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file, making its folders.
  @discardableResult func write(_ bytes: [UInt8], to path: String) throws -> URL {
    let file = url.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
    return file
  }

  /// Writes a shell script that can be run. Another process writes it: a file that a concurrent fork of this
  /// one still holds open for writing could not be executed.
  func writeProgram(_ script: String, to path: String) async throws {
    let file = try write([], to: path)
    let command = Command(
      "sh", ["-c", "cat > \"$0.new\" && chmod +x \"$0.new\" && mv \"$0.new\" \"$0\"", file.path],
      input: .bytes(Array("#!/bin/sh\n\(script)\n".utf8)))
    try await SystemCommands().run(command)
  }

  /// The names in a folder, sorted.
  func names(in path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url.appendingPathComponent(path).path).sorted()
  }

  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: url.appendingPathComponent(path).path)
  }
}
