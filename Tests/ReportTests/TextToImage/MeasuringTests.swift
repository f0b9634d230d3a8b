import Figures
import Foundation
import TestSupport
import Testing

/// What a text-to-image model's pictures are worth, measured: {restoration} and {agreement}.
@Suite struct MeasuringTests {
  /// In decibels, over all pixels and channels.
  private static func psnr(_ a: Picture, _ b: Picture) -> Double {
    let squares = zip(a.pixels, b.pixels).map { pow((Double($0) - Double($1)) / 255, 2) }
    return -10 * log10(squares.reduce(0, +) / Double(squares.count))
  }

  /// A block that asks the judge of the model's pictures.
  private static func asked(_ options: String, of captions: String = "pictures/asked.tsv") -> Block {
    Block(
      "agreement", "asked", "model: tiny\njudge: models/judge\ncaptions: \(captions)\nseed: 3\n\(options)")
  }

  @Test(
    "one step and many restore a picture as {estimate} and {iterative} do, to the rounding of their pixels")
  func restorationAgrees() throws {
    let project = try SampleReport.withModels([
      Block.tiny, Block.photo,
      Block(
        "restoration", "restored",
        """
        model: tiny
        judge: models/judge
        data: pictures
        limit: 1
        timesteps: [400]
        prompt: a pencil
        guidance: 2
        steps: every 200
        seed: 3
        """),
      Block(
        "estimate", "one",
        """
        image: photo
        model: tiny
        timesteps: [400]
        prompt: a pencil
        guidance: 2
        seed: 3
        """),
      Block(
        "iterative", "many",
        """
        image: photo
        model: tiny
        start: 2
        every: 1
        prompt: a pencil
        guidance: 2
        steps: every 200
        seed: 3
        """),
    ])
    let outcome = try project.run("build")
    try #require(outcome.status == 0, "\(outcome.errors)")
    let restored = try project.result(of: "restored")
    let (one, many) = (try project.pictures(of: "one"), try project.pictures(of: "many"))
    #expect(try restored.number("iterative-start-400") == 400 && restored.number("pictures") == 1)
    // The photo, the noisy one; the photo, its estimate.
    #expect(try abs(restored.number("noisy-psnr-400") - Self.psnr(one[0], one[1])) < 0.1)
    #expect(try abs(restored.number("one-step-psnr-400") - Self.psnr(one[2], one[3])) < 0.1)
    // The states at 400, 200 and 0; then the photo.
    #expect(try abs(restored.number("iterative-psnr-400") - Self.psnr(many[3], many[2])) < 0.1)
    #expect(try restored.number("blur-psnr-400") > restored.number("noisy-psnr-400"))
  }

  @Test("a table has four rows for every timestep, with errors where there is more than one picture")
  func restorationTable() throws {
    let project = try SampleReport.withModels([
      Block.tiny,
      Block(
        "restoration", "restored",
        """
        model: tiny
        judge: models/judge
        data: pictures
        timesteps: [100, 900]
        blur: [0.5, 2]
        captions: true
        guidance: 2
        steps: every 300
        seed: 3
        """),
    ])
    let outcome = try project.run("build")
    try #require(outcome.status == 0, "\(outcome.errors)")
    let restored = try project.result(of: "restored")
    func number(_ name: String) throws -> Double { try restored.number(name) }
    #expect(try number("noisy-psnr-100") > number("noisy-psnr-900"))
    #expect(try number("noisy-distance-900") > number("noisy-distance-100"))
    #expect(try number("noisy-frechet-900") > number("noisy-frechet-100"))
    #expect(try number("iterative-frechet-900") > 0)
    #expect(try 0...1 ~= number("noisy-ssim-100"))
    #expect(try number("iterative-psnr-900-error") > 0)
    #expect(try ["0.5", "2"].contains(restored.text("blur-sigma-900")))
    #expect(
      restored.rows.map(\.first) == Array(repeating: "100", count: 4) + Array(repeating: "900", count: 4))
    let labels = restored.rows.map { $0[1] }
    #expect(labels.contains("noisy") && labels.contains("one step"))
    #expect(labels.contains { $0.hasPrefix("blur, σ = ") })
    #expect(labels.contains("3 steps from t = 900") && labels.contains("0 steps from t = 0"), "\(labels)")
    #expect(try project.run("build").errors.contains("0 of 8 blocks ran"))
  }

  @Test("agreement is the share of pictures whose subject and style the judge finds") func agreement() throws
  {
    let project = try SampleReport.withModels([
      Block.tiny,
      Self.asked("guidance: [1, 2.5]\nsteps: 3"),
      Block(
        "agreement", "plain",
        """
        model: tiny
        judge: models/judge
        captions: ./pictures/plain.tsv
        limit: 1
        guidance: [3]
        negative: a pencil
        sampler: dpm-solver
        steps: 2
        seed: 3
        """),
    ])
    let outcome = try project.run("build")
    try #require(outcome.status == 0, "\(outcome.errors)")
    let (asked, plain) = (try project.result(of: "asked"), try project.result(of: "plain"))
    // One picture, asked for four subjects: one is right, and a tower will do for a house.
    #expect(try asked.number("captions") == 4)
    #expect(try [0.25, 0.5].contains(asked.number("subject-pictures")))
    #expect(try [0, 1].contains(asked.number("style-pictures")))
    #expect(try asked.number("subject-pictures-error") > 0.2)
    for name in ["subject-1", "both-2.5"] {
      #expect(try [0, 0.25, 0.5, 0.75, 1].contains(asked.number(name)))
    }
    #expect(try plain.text("subject-pictures") == "none" && plain.text("missed-3").hasSuffix("(1 of 1)"))
    let labels = asked.rows.map { $0[0] }
    #expect(labels.contains("guidance 2.5") && labels.contains { $0.contains("the captions' own") })
    #expect(try project.run("build").errors.contains("0 of 9 blocks ran"))
  }

  @Test("the pictures that are judged are those that {generate} draws") func generated() throws {
    let project = try SampleReport.withModels([
      Block.tiny,
      Block(
        "generate", "drawn",
        """
        model: tiny
        prompts: [a rocket ship]
        count: 8
        guidance: 3
        steps: 4
        seed: 3
        """),
      Self.asked("guidance: [3]\nsteps: 4", of: "drawn/asked.tsv"),
    ])
    func ask(_ picture: (Int) -> String) throws {
      let subjects = ["boat", "cat", "cat", "tower", "boat", "boat", "cat", "house"]
      let lines = subjects.enumerated().map { index, subject in
        "a rocket ship\t\(subject)\t\(index % 3 == 0 ? "pencil" : "photo")\t\(picture(index))\n"
      }
      try project.write(lines.joined(), to: "report/drawn/asked.tsv")
    }
    try ask { _ in "../pictures/rgb.png" }
    #expect(
      try project.run("check").errors.contains(
        "expected a picture in the folder, found '../pictures/rgb.png'"))
    try ask { _ in "none.png" }
    #expect(try project.run("check").errors.contains("expected the picture 'none.png', found no such file"))
    for index in 0..<8 {
      try project.copy(Fixtures.shared.url("pictures/rgb.png"), to: "report/drawn/\(index).png")
    }
    try ask { "\($0).png" }
    try #require(try project.run("build").status == 0)
    for (index, data) in try project.panels(of: "drawn").enumerated() {
      try project.write(data, to: "report/drawn/\(index).png")
    }
    let outcome = try project.run("build")
    try #require(outcome.status == 0 && outcome.errors.contains("1 of 9 blocks ran"), "\(outcome.errors)")
    let judged = try project.result(of: "asked")
    for name in ["subject", "style", "both"] {
      #expect(try judged.number("\(name)-3") == judged.number("\(name)-pictures"))
    }
  }

  @Test("pictures or captions that change are measured anew, and the judge's too") func inputs() throws {
    let project = try SampleReport.withModels([Block.tiny, Self.asked("guidance: [1]\nsteps: 2")])
    try #require(try project.run("build").status == 0)
    try project.replace("\"tower\"]}", with: "\"tower\", \"cat\"]}", in: "report/models/judge/config.json")
    #expect(try project.run("build").errors.contains("1 of 8 blocks ran"))
    try project.replace("a pencil\tcat", with: "a rocket ship\tcat", in: "report/pictures/asked.tsv")
    #expect(try project.run("build").errors.contains("1 of 8 blocks ran"))
  }

  @Test("a judge of other pictures is a mistake, and a damaged one is not the author's") func judges() throws
  {
    let project = try SampleReport.withModels([Block.tiny, Self.asked("steps: 2")])
    try #require(try project.run("check").status == 0)
    try project.replace("\"side\": 8", with: "\"side\": 12", in: "report/models/judge/config.json")
    let other = try project.run("check")
    #expect(other.status == 1)
    #expect(
      other.errors.contains(
        "the judge looks at pictures of 12 pixels, or twice, four times, ... as many, and 'tiny' makes 16"),
      "\(other.errors)")
    try project.replace("\"side\": 12, ", with: "", in: "report/models/judge/config.json")
    let damaged = try project.run("check")
    #expect(damaged.status == 3)
    #expect(
      damaged.errors.contains("judge/config.json: expected key 'side', found none of that name"),
      "\(damaged.errors)")
  }

  @Test("{agreement} stops when it is asked to, and starts again") func interruption() throws {
    let project = try SampleReport.withModels([
      Block.tiny, Self.asked("guidance: [1, 2, 3, 4, 5, 6, 7, 8, 9]\nsteps: 1000"),
    ])
    let running = try Running(["build"], in: project.root)
    running.waitForError(containing: "] asked (never built)")
    usleep(200_000)
    running.signal(SIGINT)
    let outcome = running.wait(seconds: 60)
    #expect(outcome.status == 130, "\(outcome.errors)")
    #expect(!project.exists("site/03-case.html"))
    try project.replace("steps: 1000", with: "steps: 2", in: SampleChapter.path)
    #expect(try project.run("build").status == 0)
  }
}
