import Foundation
import Testing

/// What is drawn from a flow, judged and set side by side: every directive for it in one small report.
@Suite(.serialized) struct EvaluationTests {
  private static let training = """
    ---
    title: Judging
    order: 3
    ---

    ```{train} flow
    data: ./digits
    network: class-conditional
    objective: flow-matching
    width: 4
    batch: 16
    epochs: 6
    keep: [1, 6]
    rate: 0.01
    seed: 0
    caption: The loss.
    alt: It falls.
    ```

    ```{train} plain
    data: ./digits
    network: time-conditional
    objective: flow-matching
    width: 4
    batch: 32
    epochs: 1
    rate: 0.01
    seed: 0
    caption: The loss.
    alt: It falls.
    ```

    ```{classifier} judge
    data: ./digits
    epochs: 12
    batch: 16
    shift: 1
    seed: 0
    caption: Of the rings {{judge.accuracy}} in {{judge.steps}} steps, {{judge.errors}} errors, {{judge.confused}}.
    alt: It falls.
    ```


    """

  private static let judging = """
    ```{evaluate} quality
    data: ./digits
    model: flow
    classifier: judge
    samples: 2
    searched: 8
    guidance: 2
    steps: 3
    solver: midpoint
    seed: 0
    caption: With {{quality.evaluations}} evaluations {{quality.consistency}}, {{quality.verdict}}.
    ```

    ```{evaluate} plain-quality
    data: ./digits
    model: plain
    classifier: judge
    samples: 1
    searched: 8
    steps: 2
    seed: 0
    caption: Consistency {{plain-quality.consistency}}.
    ```

    ```{neighbours} memory
    data: ./digits
    model: flow
    labels: 2...4
    classifier: judge
    searched: 8
    steps: 2
    seed: 0
    caption: Near {{memory.distance}}, unseen {{memory.unseen}}; see @memory/c.
    alt: Rings.
    ```

    ```{film} birth
    model: flow
    labels: [1, 7]
    rows: 2
    guidance: 2
    steps: 5
    every: 2
    seed: 0
    caption: A film of {{birth.frames}} frames and {{birth.evaluations}} evaluations.
    alt: Noise becomes rings.
    ```

    ```{sweep} dial
    model: flow
    labels: [0, 5]
    guidance: [1, 2, 5.5]
    steps: 2
    seed: 0
    caption: From {{dial.evaluations-1}} to {{dial.evaluations-3}} evaluations; see @dial/c.
    alt: Rings.
    ```

    ```{sweep} cost
    data: ./digits
    model: flow
    guidance: 2
    steps: [1, 2]
    solver: [euler, rk4]
    classifier: judge
    samples: 1
    show: frechet
    seed: 0
    caption: The dearest costs {{cost.evaluations-4}} and has {{cost.frechet-4}}, {{cost.consistency-4}}.
    alt: Curves.
    ```

    ```{sweep} share
    data: ./digits
    model: flow
    guidance: [1, 2]
    steps: 2
    classifier: judge
    samples: 1
    show: consistency
    seed: 0
    caption: The share.
    alt: A curve.
    ```


    """

  private static let comparing = """
    ```{sample} early
    model: flow@1
    labels: [0, 5]
    rows: 2
    steps: 2
    seed: 0
    caption: Early.
    alt: Rings.
    ```

    ```{sample} epochs
    model: [plain, plain@1]
    columns: 3
    steps: 2
    seed: 0
    caption: Twice the same.
    alt: Rings.
    ```

    ```{compare} grids
    blocks: [early, birth]
    labels: [a grid, a film]
    caption: Side by side.
    alt: Rings.
    ```

    ```{compare} losses-together
    blocks: [flow, plain, losses]
    labels: [with classes, without, a denoiser]
    scale: linear
    caption: Overlaid.
    alt: Curves.
    ```

    ```{compare} losses-again
    blocks: [losses-together, flow]
    caption: A comparison compared.
    alt: Curves.
    ```

    ```{compare} costs-together
    blocks: [cost, cost]
    labels: [one, other]
    caption: Overlaid.
    alt: Curves.
    ```

    """

  private nonisolated(unsafe) static let built = Result {
    let project = try SampleReport.built()
    try project.write(training + judging + comparing, to: "report/03-judging.md")
    let outcome = try project.run("build")
    return (project, outcome, try project.read("site/03-judging.html"))
  }

  /// The page with its values as plain text, without the joiners that keep commas beside them.
  private func plain(_ page: String) -> String {
    page.replacing(#/<span class="value">(.*?)<\/span>/#) { $0.1 }.replacing("\u{2060}", with: "")
  }

  /// The first group of a pattern on the page.
  private func value(_ pattern: Regex<(Substring, Substring)>, in page: String) throws -> String {
    String(try #require(page.firstMatch(of: pattern)?.1))
  }

  private func pictures(_ id: String, in project: Scratch) throws -> [String: String] {
    try project.snapshot(of: "site/figures/\(id)").filter { $0.key.hasSuffix(".png") }
  }

  @Test("the classifier tells rings of ten sizes apart and names its errors") func classifier() throws {
    let (_, outcome, page) = try Self.built.get()
    #expect(outcome.status == 0, "\(outcome.errors)")
    let text = plain(page)
    let accuracy = try #require(Double(try value(#/Of the rings ([0-9.]+)%/#, in: text)))
    #expect(accuracy >= 90)
    let errors = try #require(Int(try value(#/in 120 steps, ([0-9]+) errors/#, in: text)))
    #expect(accuracy == 100 - Double(errors) / 40 * 100)
    #expect(page.contains("cross-entropy"))
  }

  @Test("the table of measures has a column for real images, and its values are within their bounds")
  func evaluation() throws {
    let (_, _, page) = try Self.built.get()
    let text = plain(page)
    let share = try #require(Double(try value(#/With 12 evaluations ([0-9.]+)%, new/#, in: text)))
    #expect(0...100 ~= share && (share / 5).truncatingRemainder(dividingBy: 1) == 0, "of 20 samples")
    #expect(text.contains("Consistency none."))
    for measure in ["class consistency", "Fréchet distance", "precision", "recall"] {
      let row = try #require(
        text.firstMatch(of: try Regex("<td>\(measure)</td><td class=\"numeric\">([0-9.]+)%?</td>")))
      #expect(row.output.count == 2)
    }
    #expect(text.ranges(of: "real images</th>").count == 2)
    #expect(text.ranges(of: "<td>class consistency</td>").count == 1, "not for a flow without classes")
  }

  @Test("samples stand above the training images nearest to them, with distances") func neighbours() throws {
    let (project, _, page) = try Self.built.get()
    #expect(try pictures("memory", in: project).count == 9)
    #expect(page.contains("nearest in pixels") && page.contains("nearest in features"))
    #expect(page.contains("id=\"memory-c\""))
    let training = try pictures("memory", in: project)
    #expect(training["site/figures/memory/panel-1-1.png"] != training["site/figures/memory/panel-2-1.png"])
  }

  @Test("a film shows every second state and keeps all of them as sheets of the grid") func film() throws {
    let (project, _, page) = try Self.built.get()
    #expect(page.contains("film of <span class=\"value\">6</span> frames"))
    #expect(page.contains("<span class=\"value\">10</span> evaluations"))
    // The states 0, 2, 4 and the end, for each of two digits.
    #expect(try pictures("birth", in: project).count == 8)
    #expect(page.contains("t = 0.4") && page.contains("t = 1<") && !page.contains("t = 0.6"))
    let kept = try project.snapshot(of: ".report/store").keys
    #expect(kept.count { $0.contains("/frame-") } == 6)
    let record = try #require(kept.first { $0.hasSuffix("film.json") })
    #expect(
      try project.read(record).contains("\"columns\":2,\"frames\":[{\"file\":\"frame-0.png\",\"time\":0}"))
  }

  @Test("a sweep has a row of pictures for every value, or a curve over what the values cost")
  func sweeps() throws {
    let (project, _, page) = try Self.built.get()
    let rows = try pictures("dial", in: project)
    #expect(rows.count == 6 && Set(rows.values).count == 6)
    #expect(page.contains("s = 5.5") && page.contains("id=\"dial-c\""))
    let text = plain(page)
    #expect(text.contains("From 2 to 4 evaluations"))
    let frechet = try #require(Double(try value(#/costs 16 and has ([0-9.]+), [0-9.]+%/#, in: text)))
    #expect(frechet > 0)
    let csv = try project.read("site/figures/cost/plot.csv").split(separator: "\n")
    #expect(csv[0] == "series,evaluations of the network for an image,Fréchet distance")
    let points = csv.dropFirst().map { $0.split(separator: ",").prefix(2).joined(separator: " ") }
    #expect(Set(points) == ["euler 2", "euler 4", "rk4 8", "rk4 16"])
    #expect(page.contains("training images") && page.contains("test images"))
    #expect(try project.read("site/figures/share/plot.csv").hasPrefix("series,guidance s,class consistency"))
  }

  @Test("a grid from the same checkpoint twice has the same rows twice") func epochs() throws {
    let (project, _, _) = try Self.built.get()
    let grid = try pictures("epochs", in: project)
    #expect(grid.count == 6)
    for column in 1...3 {
      let place = "site/figures/epochs/panel-"
      #expect(grid["\(place)1-\(column).png"] == grid["\(place)2-\(column).png"])
    }
  }

  @Test("figures are compared as one sheet a block, curves in one plot under the blocks' names")
  func comparisons() throws {
    let (project, _, page) = try Self.built.get()
    #expect(try pictures("grids", in: project).count == 2)
    // Two rows of two pictures, and two of four, with gaps of two pixels.
    #expect(page.contains("width=\"58\" height=\"58\"") && page.contains("width=\"118\" height=\"58\""))
    #expect(page.contains("a grid</span>") && page.contains("a film</span>"))
    let losses = try project.read("site/figures/losses-together/plot.csv").split(separator: "\n")
    let names = Set(losses.dropFirst().map { String($0.prefix { $0 != "," }) })
    #expect(names == ["with classes", "without", "a denoiser"])
    let again = try project.read("site/figures/losses-again/plot.csv")
    #expect(again.contains("losses-together: without,1,") && again.contains("\nflow,1,"))
    let costs = try project.read("site/figures/costs-together/plot.csv")
    #expect(costs.contains("one: rk4,16,") && costs.contains("other: euler,2,"))
  }

  @Test("two builds draw the same bits, with one thread and with several") func reproducible() throws {
    let (project, _, _) = try Self.built.get()
    let before = try project.snapshot(of: "site/figures")
    try project.remove(".report/store")
    let outcome = try project.run("build", "--threads", "1")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try project.snapshot(of: "site/figures") == before)
  }
}
