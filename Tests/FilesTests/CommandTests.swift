import Files
import Foundation
import TestSupport
import Testing

@Suite("running programs") struct CommandTests {
  @Test("a program's input, output and arguments are those given") func streams() async throws {
    let folder = try Scratch()
    let output = folder.url("out")
    try await SystemCommands().run(
      Command("sh", ["-c", "cat; echo $0", "two words"], input: .bytes([72, 105, 10]), output: output))
    #expect(try String(contentsOf: output, encoding: .utf8) == "Hi\ntwo words\n")
  }

  @Test("a program that fails is an error with its last words and its status") func failure() async throws {
    let failure = CommandFailure(program: "sh", status: 3, message: "no luck")
    await #expect(throws: failure) {
      try await SystemCommands().run(Command("sh", ["-c", "echo try >&2; echo no luck >&2; exit 3"]))
    }
  }

  @Test("a program that is not there is an error") func missing() async throws {
    let failure = CommandFailure(program: "curl", status: nil, message: "not found in PATH")
    await #expect(throws: failure) {
      try await SystemCommands(environment: ["PATH": "/nowhere"]).run(Command("curl", []))
    }
  }

  /// The limit only keeps a failure from hanging: a program that is not ended would sleep for days.
  @Test("cancelling the task ends the program", .timeLimit(.minutes(10))) func cancellation() async throws {
    let task = Task { try await SystemCommands().run(Command("sleep", ["1000000"])) }
    try await Task.sleep(for: .milliseconds(100))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
