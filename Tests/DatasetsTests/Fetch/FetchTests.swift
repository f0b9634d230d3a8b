import Datasets
import Files
import Foundation
import TestSupport
import Testing

/// How a fetch ends early, and how it is shown.
@Suite("a fetch") struct FetchTests {
  @Test("a cancelled fetch ends curl and leaves no file under its final name") func cancelledFetch()
    async throws
  {
    let folder = try Scratch()
    try await folder.writeProgram("exec sleep 30", to: "bin/curl")
    let path = "\(folder.root.path)/bin:/usr/bin:/bin"
    let fetch = DatasetFetch(
      SampleSet.entry, into: DataFolder(folder.root), sources: [Mirror("https://mirror.example/")],
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
