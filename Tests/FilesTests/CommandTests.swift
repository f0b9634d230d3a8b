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

  @Test("a program's environment is just the given one") func environment() async throws {
    let given = [
      "PATH": "/usr/bin:/bin", "A": "x=y z", "EMPTY": "", "LONG": String(repeating: "long ", count: 400),
    ]
    let output = try await SystemCommands(environment: given).run(Command("env", ["-0"]))
    #expect(Set(output.split(separator: "\0")) == Set(given.map { "\($0)=\($1)"[...] }))
  }

  @Test("a command adds variables to that environment, or changes them") func variables() async throws {
    let commands = SystemCommands(environment: ["PATH": "/usr/bin:/bin", "A": "1"])
    let output = try await commands.run(Command("env", ["-0"], variables: ["A": "2", "B": "3"]))
    #expect(Set(output.split(separator: "\0")) == ["PATH=/usr/bin:/bin", "A=2", "B=3"])
  }

  /// The limit only keeps a failure from hanging.
  @Test("a program that prints more than it may, be it without an end, is an error", .timeLimit(.minutes(10)))
  func exceeded() async throws {
    let failure = CommandFailure("yes", .exceeded(1000))
    #expect(failure.message == "more than 1000 bytes")
    await #expect(throws: failure) { try await SystemCommands().run(Command("yes", [], outputLimit: 1000)) }
    #expect(try await SystemCommands().run(Command("printf", ["123"], outputLimit: 3)) == "123")
  }

  @Test("a program that fails is an error with its last words and its status") func failure() async throws {
    let failure = CommandFailure("sh", .exited(3), output: "half\n", complaint: "try\nno luck\n")
    #expect(failure.message == "no luck")
    await #expect(throws: failure) {
      try await SystemCommands().run(
        Command("sh", ["-c", "echo half; echo try >&2; echo no luck >&2; exit 3"]))
    }
  }

  @Test("a program that is not there is an error") func missing() async throws {
    let failure = CommandFailure("curl", .notFound)
    #expect(failure.message == "not found in PATH")
    await #expect(throws: failure) {
      try await SystemCommands(environment: ["PATH": "/nowhere"]).run(Command("curl", []))
    }
  }

  @Test("a program's output is returned, however much it prints and complains before it reads") func output()
    async throws
  {
    let script = "yes complaint | head -c 300000 >&2; yes | head -c 300000; cat"
    let output = try await SystemCommands().run(
      Command("sh", ["-c", script], input: .bytes([UInt8](repeating: 65, count: 300_000))))
    #expect(output.count == 600_000 && output.hasSuffix("AAA"))
  }

  @Test("a program that reads nothing of a long input ends as it likes") func unread() async throws {
    try await SystemCommands().run(Command("true", [], input: .bytes([UInt8](repeating: 65, count: 300_000))))
  }

  @Test("a program that a signal ends is an error that names it") func signal() async throws {
    let failure = CommandFailure("sh", .signalled(9))
    #expect(failure.message == "ended by signal 9")
    await #expect(throws: failure) { try await SystemCommands().run(Command("sh", ["-c", "kill -9 $$"])) }
  }

  @Test(
    "a child is in its parent's process group, and no signal is blocked or ignored in it",
    .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/status")))
  func signals() async throws {
    let status = try await SystemCommands().run(Command("grep", ["^Sig[BI][lg]", "/proc/self/status"]))
    let masks = status.split(whereSeparator: \.isWhitespace).compactMap { UInt64($0, radix: 16) }
    // Those from 32 on are the C library's own.
    #expect(masks.map { $0 & 0x7fff_ffff } == [0, 0])
    let group = try await SystemCommands().run(Command("cut", ["-d ", "-f5", "/proc/self/stat"]))
    #expect(group == "\(getpgrp())\n")
  }

  /// The limit only keeps a failure from hanging: a program that is not ended would sleep for days.
  @Test("cancelling the task ends the program", .timeLimit(.minutes(10))) func cancellation() async throws {
    let task = Task { try await SystemCommands().run(Command("sleep", ["1000000"])) }
    try await Task.sleep(for: .milliseconds(100))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
