import Foundation
import Testing

/// Flows from a chapter: training, sampling, and what may be asked of which.
@Suite struct FlowTests {
  private static let chapter = """
    ---
    title: Flows
    order: 3
    ---

    ```{train} flow
    data: ./digits
    limit: 64
    network: class-conditional
    objective: flow-matching
    width: 4
    batch: 32
    epochs: 2
    keep: [1, 2]
    rate: 0.01
    schedule: exponential
    seed: 0
    caption: The loss.
    alt: It falls.
    ```

    ```{sample} grid
    model: [flow@1, flow@2]
    labels: [0, 3, 7]
    rows: 2
    guidance: 2
    steps: 3
    solver: heun
    seed: 0
    caption: A grid that took {{grid.evaluations}} evaluations.
    alt: Shapes.
    ```

    """

  @Test("a grid of samples has its rows, columns and labels, and two builds draw the same bits") func grid()
    throws
  {
    let pixels = try (0..<2).map { _ in
      let project = try SampleReport.fresh()
      try project.write(Self.chapter, to: "report/03-flows.md")
      let outcome = try project.run("build")
      #expect(outcome.status == 0, "\(outcome.errors)")
      let page = try project.read("site/03-flows.html")
      #expect(page.contains("A grid that took <span class=\"value\">12</span> evaluations."))
      #expect(page.contains("after 1 epoch") && page.contains("after 2 epochs"))
      return try project.snapshot(of: "site/figures/grid")
    }
    #expect(pixels[0].keys.filter { $0.hasSuffix(".png") }.count == 12)
    #expect(pixels[0] == pixels[1])
    #expect(Set(pixels[0].values).count > 6, "rows from different epochs and noise differ")
  }
}
