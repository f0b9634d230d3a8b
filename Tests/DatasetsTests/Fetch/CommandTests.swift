import Datasets
import Files
import Foundation
import Testing

@Suite("running programs") struct CommandTests {
  @Test("a program's input, output and arguments are those given") func streams() async throws {
    let folder = try TemporaryFolder()
    let output = folder.url.appendingPathComponent("out")
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

  @Test("a cancelled fetch ends curl and leaves no file under its final name") func cancelledFetch()
    async throws
  {
    let folder = try TemporaryFolder()
    try await folder.writeProgram("exec sleep 30", to: "bin/curl")
    let path = "\(folder.url.path)/bin:/usr/bin:/bin"
    let fetch = DatasetFetch(
      SampleSet.entry, into: DataFolder(folder.url), sources: [Mirror("https://mirror.example/")],
      commands: SystemCommands(environment: ["PATH": path]))
    let task = Task { try await fetch.run() }
    try await Task.sleep(for: .milliseconds(200))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try folder.names(in: "sample") == [])
  }

  @Test("progress is a bar on a terminal and plain lines elsewhere") func progress() {
    func text(isTerminal: Bool) -> String {
      let text = TextSink()
      let line = FetchProgressLine(isTerminal: isTerminal, write: text.add)
      line.report(.receiving(file: "f", byteCount: 50, total: 100))
      line.report(.installed(file: "f"))
      return text.all
    }
    #expect(text(isTerminal: false) == "f: in place\n")
    #expect(text(isTerminal: true).contains("[###############               ]  50% f"))
  }
}

/// Collects text.
private final class TextSink: @unchecked Sendable {
  private let lock = NSLock()
  private var text = ""

  func add(_ piece: String) { lock.withLock { text += piece } }

  var all: String { lock.withLock { text } }
}
