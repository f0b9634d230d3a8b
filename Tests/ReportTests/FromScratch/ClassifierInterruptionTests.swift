import Foundation
import TestSupport
import Testing

/// A classifier learns in seconds and keeps no state: what interrupts it costs those seconds and nothing else.
@Suite struct ClassifierInterruptionTests {
  private func chapter(epochs: Int) -> String {
    """
    ---
    title: A judge
    order: 3
    ---

    ```{classifier} judge
    data: ./digits
    epochs: \(epochs)
    batch: 16
    seed: 0
    caption: A judge.
    alt: It falls.
    ```

    """
  }

  @Test("an interrupted classifier stops at once, leaves no result and can be built afterwards")
  func interruption() throws {
    let project = try SampleReport.built()
    let before = try project.snapshot(of: "site", ".report/store")
    try project.write(chapter(epochs: 1000), to: "report/03-judge.md")
    let running = try Running(["build"], in: project.root)
    running.waitForError(containing: "judge (never built)")
    running.signal(SIGINT)
    let outcome = running.wait()
    #expect(outcome.status != 0)
    let after = try project.snapshot(of: "site", ".report/store")
    #expect(after.filter { $0.key.hasPrefix("site/") } == before.filter { $0.key.hasPrefix("site/") })
    #expect(!after.keys.contains { $0.hasSuffix("classifier.safetensors") })
    try project.write(chapter(epochs: 1), to: "report/03-judge.md")
    let next = try project.run("build")
    #expect(next.status == 0, "\(next.errors)")
    #expect(try project.read("site/03-judge.html").contains("A judge."))
  }
}
