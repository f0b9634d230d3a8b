import Foundation
import TestSupport
import Testing

/// A classifier learns in seconds and keeps no state: what interrupts it costs those seconds and nothing else.
@Suite struct ClassifierInterruptionTests {
  private func chapter(epochs: Int) -> SampleChapter {
    SampleChapter([Block("classifier", "judge", "data: ./digits\nepochs: \(epochs)\nbatch: 16\nseed: 0")])
  }

  @Test("an interrupted classifier stops at once, leaves no result and can be built afterwards")
  func interruption() throws {
    let project = try SampleReport.built()
    let before = try project.snapshot(of: "site", ".report/store")
    try project.write(chapter(epochs: 1000))
    let running = try Running(["build"], in: project.root)
    running.waitForError(containing: "judge (never built)")
    running.signal(SIGINT)
    let outcome = running.wait()
    #expect(outcome.status == 130)
    let after = try project.snapshot(of: "site", ".report/store")
    #expect(after.filter { $0.key.hasPrefix("site/") } == before.filter { $0.key.hasPrefix("site/") })
    #expect(!after.keys.contains { $0.hasSuffix("classifier.safetensors") })
    try project.write(chapter(epochs: 1))
    let next = try project.run("build")
    #expect(next.status == 0, "\(next.errors)")
    #expect(try project.result(of: "judge").number("steps") == 10)
  }
}
