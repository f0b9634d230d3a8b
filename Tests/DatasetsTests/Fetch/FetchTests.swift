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

  @Test("progress is a bar, and what is done a line") func progress() {
    let receiving = FetchEvent.receiving(file: "f", byteCount: 50, total: 100)
    #expect("\(receiving)" == "[###############               ]  50% f")
    #expect("\(FetchEvent.receiving(file: "f", byteCount: 3, total: 0))".hasSuffix("]   0% f"))
    #expect("\(FetchEvent.installed(file: "f"))" == "f: in place")
  }
}
