import Foundation
import TestSupport
import Testing

/// What is drawn from a flow, judged and set side by side: every directive for it in one small report.
@Suite(.serialized) struct EvaluationTests {
  private nonisolated(unsafe) static let built = Result {
    let project = try SampleReport.built()
    try project.write(JudgingChapter.chapter)
    let outcome = try project.run("build")
    return (project, outcome, try project.read("site/03-case.html"))
  }

  private func pictures(_ id: String, in project: Scratch) throws -> [String: String] {
    try project.pixelSums(in: "site/figures/\(id)")
  }

  @Test("the classifier tells rings of ten sizes apart and names its errors") func classifier() throws {
    let (project, outcome, page) = try Self.built.get()
    #expect(outcome.status == 0, "\(outcome.errors)")
    let judge = try project.result(of: "judge")
    let accuracy = try judge.number("accuracy")
    #expect(accuracy >= 0.9)
    #expect(try judge.number("steps") == 120)
    #expect(try abs(accuracy - (1 - judge.number("errors") / 40)) < 1e-12)
    #expect(page.contains("cross-entropy"))
  }

  @Test("the table of measures has a column for real images, and its values are within their bounds")
  func evaluation() throws {
    let (project, _, page) = try Self.built.get()
    let quality = try project.result(of: "quality")
    let share = try quality.number("consistency")
    #expect(try quality.number("evaluations") == 12)
    #expect(0...1 ~= share && (share * 20).truncatingRemainder(dividingBy: 1) == 0, "of 20 samples")
    let plain = try project.result(of: "plain-quality")
    #expect(try plain.text("consistency") == "none")
    let measures = quality.rows.map { $0[0] }
    #expect(Set(["class consistency", "Fréchet distance", "precision", "recall"]).isSubset(of: measures))
    #expect(!plain.rows.map { $0[0] }.contains("class consistency"), "not for a flow without classes")
    #expect(page.ranges(of: "real images</th>").count == 4)
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
    let birth = try project.result(of: "birth")
    #expect(try birth.number("frames") == 6 && birth.number("evaluations") == 10)
    // The states 0, 2, 4 and the end, for each of two digits.
    #expect(try pictures("birth", in: project).count == 8)
    #expect(page.contains("t = 0.4") && page.contains("t = 1<") && !page.contains("t = 0.6"))
    let kept = try project.snapshot(of: ".report/store").keys
    let records = kept.filter { $0.hasSuffix("film.json") }
    let record = try #require(records.first { try project.read($0).contains("\"rows\":2") })
    #expect(records.count == 3)
    #expect(kept.count { $0.hasPrefix(record.replacing("film.json", with: "frame-")) } == 6)
    #expect(
      try project.read(record).contains("\"columns\":2,\"frames\":[{\"file\":\"frame-0.png\",\"time\":0}"))
  }

  @Test("a sweep has a row of pictures for every value, or a curve over what the values cost")
  func sweeps() throws {
    let (project, _, page) = try Self.built.get()
    let rows = try pictures("dial", in: project)
    #expect(rows.count == 6 && Set(rows.values).count == 6)
    #expect(page.contains("s = 5.5") && page.contains("id=\"dial-c\""))
    let (dial, cost) = (try project.result(of: "dial"), try project.result(of: "cost"))
    #expect(try dial.number("evaluations-1") == 2 && dial.number("evaluations-3") == 4)
    #expect(try cost.number("evaluations-4") == 16 && cost.number("frechet-4") > 0)
    #expect(try 0...1 ~= cost.number("consistency-4"))
    let csv = try project.read("site/figures/cost/plot.csv").split(separator: "\n")
    #expect(csv[0] == "series,evaluations of the network for an image,Fréchet distance")
    let points = csv.dropFirst().map { $0.split(separator: ",").prefix(2).joined(separator: " ") }
    #expect(Set(points) == ["euler 2", "euler 4", "rk4 8", "rk4 16"])
    #expect(page.contains("training images") && page.contains("test images"))
    #expect(try project.read("site/figures/share/plot.csv").hasPrefix("series,guidance s,class consistency"))
  }

  @Test("guidance by a weaker model asks it as often, and by the model itself changes nothing") func weaker()
    throws
  {
    let (project, _, _) = try Self.built.get()
    #expect(try project.result(of: "away").number("evaluations") == 6)
    let aways = try project.result(of: "aways")
    #expect(try aways.number("evaluations-1") == 2 && aways.number("evaluations-2") == 4)
    #expect(try project.result(of: "away-quality").number("evaluations") == 4)
    let rows = try pictures("aways", in: project)
    #expect(rows.count == 4)
    for column in 1...2 {
      let plain = rows["site/figures/aways/panel-1-\(column).png"]
      #expect(plain != nil && plain == rows["site/figures/aways/panel-2-\(column).png"])
    }
  }

  @Test("noise drawn anew on the way is the same in a sample and a film, and can be swept") func noise()
    throws
  {
    let (project, _, page) = try Self.built.get()
    let (drawn, filmed) = (try pictures("stirred", in: project), try pictures("stirring", in: project))
    #expect(drawn.count == 2 && filmed.count == 4)
    for column in 1...2 {
      let end = filmed["site/figures/stirring/panel-\(column)-2.png"]
      #expect(drawn["site/figures/stirred/panel-1-\(column).png"] == end)
    }
    let seen = try pictures("stirs-seen", in: project)
    #expect(seen.count == 4 && Set(seen.values).count == 4)
    #expect(page.contains("noise 0<") && page.contains("noise 1<"))
    let stirs = try project.result(of: "stirs")
    #expect(try 0...1 ~= stirs.number("legible-3"))
    #expect(try stirs.number("evaluations-3") == 2)
    let csv = try project.read("site/figures/stirs/plot.csv").split(separator: "\n")
    #expect(csv[0] == "series,share of the noise drawn anew,legible samples")
    let points = csv.dropFirst().map { $0.split(separator: ",").prefix(2).joined(separator: " ") }
    #expect(Set(points) == ["legible samples 0", "legible samples 0.5", "legible samples 1"])
    let guided = try project.read("site/figures/stirs-guided/plot.csv").split(separator: "\n")
    let names = Set(guided.dropFirst().map { $0.split(separator: "\"")[0] })
    #expect(
      names == [
        "euler, s = 1, noise 0", "euler, s = 1, noise 0.5", "euler, s = 2, noise 0",
        "euler, s = 2, noise 0.5",
      ])
  }

  @Test("dopri5 draws in a sample what it draws in a film, for as many evaluations") func adaptive()
    throws
  {
    let (project, _, _) = try Self.built.get()
    let evaluations = try project.result(of: "settled").number("evaluations")
    // Two to begin with, six for each step that was tried, and all of them twice for the guidance.
    #expect(evaluations > 16 && (evaluations - 4).truncatingRemainder(dividingBy: 12) == 0)
    let film = try project.result(of: "settling")
    let frames = try film.number("frames")
    #expect(frames >= 3 && 12 * (frames - 1) + 4 <= evaluations)
    #expect(try film.number("evaluations") == evaluations)
    let (drawn, filmed) = (try pictures("settled", in: project), try pictures("settling", in: project))
    #expect(drawn.count == 2 && filmed.count == 4)
    for column in 1...2 {
      let end = filmed["site/figures/settling/panel-\(column)-2.png"]
      #expect(drawn["site/figures/settled/panel-1-\(column).png"] == end)
    }
  }

  @Test("a sweep sets dopri5 with its tolerances beside solvers with their steps") func adaptiveSweep() throws
  {
    let (project, _, page) = try Self.built.get()
    let prices = try project.result(of: "prices")
    let (few, many) = (
      Int(try prices.number("evaluations-3")), Int(try prices.number("evaluations-4"))
    )
    #expect(few >= 8 && many > few)
    let csv = try project.read("site/figures/prices/plot.csv").split(separator: "\n")
    let points = csv.dropFirst().map { $0.split(separator: ",").prefix(2).joined(separator: " ") }
    #expect(Set(points) == ["euler 1", "euler 2", "dopri5 \(few)", "dopri5 \(many)"])
    #expect(page.contains("tolerance 0.01<") && page.contains("tolerance 1<"))
    #expect(try project.result(of: "settled-quality").number("evaluations") >= 8)
  }

  @Test("the bits per dimension stand in a table by class, with their mean and its error") func likelihood()
    throws
  {
    let (project, _, _) = try Self.built.get()
    let surprise = try project.result(of: "surprise")
    let bits = try surprise.number("bits")
    #expect(try surprise.number("images") == 20 && surprise.number("error") > 0)
    #expect(try surprise.number("easiest-bits") < bits && bits < surprise.number("hardest-bits"))
    #expect(try surprise.text("easiest") != surprise.text("hardest"))
    let rows = try project.read("site/figures/surprise/table.csv").split(separator: "\n").map {
      $0.split(separator: ",").map(String.init)
    }
    #expect(rows[0] == ["class", "images", "bits per dimension", "standard error", "least", "most"])
    #expect(rows.count == 12 && rows[11].prefix(2) == ["all", "20"])
    let means = rows[1...10].compactMap { Double($0[2]) }
    #expect(rows[1...10].map { $0[1] } == Array(repeating: "2", count: 10))
    #expect(abs(means.reduce(0, +) / 10 - bits) < 6e-3 * (1 + bits))
    #expect(try project.result(of: "untold").number("evaluations") == 8)
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
    #expect(page.contains("a grid: after 1 epoch</span>") && page.contains("a film: 1, 7</span>"))
    // Rows that all grids have keep their labels, and the names stand under the last.
    #expect(try pictures("dials", in: project).count == 6 && pictures("starts", in: project).count == 2)
    #expect(page.ranges(of: "s = 5.5<").count == 2 && page.ranges(of: "left</span>").count == 1)
    #expect(page.ranges(of: "early</span>").count == 2)
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
