import Files
import TestSupport

extension Scratch {
  /// Writes a shell script that can be run. Another process writes it: a file that a concurrent fork of this
  /// one still holds open for writing could not be executed.
  func writeProgram(_ script: String, to path: String) async throws {
    let file = try write([], to: path)
    let command = Command(
      "sh", ["-c", "cat > \"$0.new\" && chmod +x \"$0.new\" && mv \"$0.new\" \"$0\"", file.path],
      input: .bytes(Array("#!/bin/sh\n\(script)\n".utf8)))
    try await SystemCommands().run(command)
  }
}
