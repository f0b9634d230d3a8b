import Figures
import Foundation
import TestSupport
import Testing

/// What a text-to-image model's pictures are worth, measured: {restoration} and {agreement}.
@Suite struct MeasuringTests {
  private static let head = """
    ---
    title: Images
    order: 3
    ---

    ```{model} tiny
    folder: models/whole
    caption: A model.
    ```

    ```{image} photo
    file: models/rgb.png
    model: tiny
    caption: A photo.
    alt: Colours.
    ```


    """

  private static func project(_ chapter: String) throws -> Scratch {
    let project = try SampleReport.built()
    try SampleModel.write(to: project)
    try SamplePictures.write(to: project)
    try project.write(head + chapter, to: "report/03-images.md")
    return project
  }

  /// The page as plain text, without tags and joiners.
  private static func text(of project: Scratch) throws -> String {
    try project.read("site/03-images.html").replacing(#/<\/?span[^>]*>/#, with: "").replacing(
      #/<[^>]*>/#, with: " "
    ).replacing("\u{2060}", with: "").replacing("&#39;", with: "'")
      .replacing(#/\s+/#, with: " ")
  }

  private static func number(_ name: String, in text: String) throws -> Double {
    let match = try #require(
      text.firstMatch(of: try Regex("\(name) is ([-0-9.]+)%?;")), "no \(name) in \(text)")
    return try #require(match.output[1].substring.flatMap { Double($0) })
  }

  /// In decibels, over all pixels and channels.
  private static func psnr(_ a: Picture, _ b: Picture) -> Double {
    let squares = zip(a.pixels, b.pixels).map { pow((Double($0) - Double($1)) / 255, 2) }
    return -10 * log10(squares.reduce(0, +) / Double(squares.count))
  }

  @Test(
    "one step and many restore a picture as {estimate} and {iterative} do, to the rounding of their pixels")
  func restorationAgrees() throws {
    let project = try Self.project(
      """
      One is {{restored.one-step-psnr-400}}; many is {{restored.iterative-psnr-400}}; start is
      {{restored.iterative-start-400}}; noise is {{restored.noisy-psnr-400}}; blur is {{restored.blur-psnr-400}}; count is
      {{restored.pictures}};

      ```{restoration} restored
      model: tiny
      judge: models/judge
      data: pictures
      limit: 1
      timesteps: [400]
      prompt: a pencil
      guidance: 2
      steps: every 200
      seed: 3
      caption: C.
      ```

      ```{estimate} one
      image: photo
      model: tiny
      timesteps: [400]
      prompt: a pencil
      guidance: 2
      seed: 3
      caption: C.
      alt: A.
      ```

      ```{iterative} many
      image: photo
      model: tiny
      start: 2
      every: 1
      prompt: a pencil
      guidance: 2
      steps: every 200
      seed: 3
      caption: C.
      alt: A.
      ```

      """)
    let outcome = try project.run("build")
    try #require(outcome.status == 0, "\(outcome.errors)")
    let text = try Self.text(of: project)
    let one = try project.panels(of: "one").map { try Picture(png: $0) }
    let many = try project.panels(of: "many").map { try Picture(png: $0) }
    #expect(try Self.number("start", in: text) == 400 && Self.number("count", in: text) == 1)
    // The photo, the noisy one; the photo, its estimate.
    #expect(abs(try Self.number("noise", in: text) - Self.psnr(one[0], one[1])) < 0.1)
    #expect(abs(try Self.number("One", in: text) - Self.psnr(one[2], one[3])) < 0.1)
    // The states at 400, 200 and 0; then the photo.
    #expect(abs(try Self.number("many", in: text) - Self.psnr(many[3], many[2])) < 0.1)
    #expect(try Self.number("blur", in: text) > Self.number("noise", in: text))
  }

  @Test("a table has four rows for every timestep, with errors where there is more than one picture")
  func restorationTable() throws {
    let project = try Self.project(
      """
      Early is {{restored.noisy-psnr-100}}; late is {{restored.noisy-psnr-900}}; like is {{restored.noisy-ssim-100}};
      far is {{restored.noisy-distance-900}}; near is {{restored.noisy-distance-100}}; error is
      {{restored.iterative-psnr-900-error}}; sigma is {{restored.blur-sigma-900}};
      drawn is {{restored.iterative-frechet-900}}; apart is {{restored.noisy-frechet-900}}; alike is
      {{restored.noisy-frechet-100}};

      ```{restoration} restored
      model: tiny
      judge: models/judge
      data: pictures
      timesteps: [100, 900]
      blur: [0.5, 2]
      captions: true
      guidance: 2
      steps: every 300
      seed: 3
      caption: C.
      ```

      """)
    let outcome = try project.run("build")
    try #require(outcome.status == 0, "\(outcome.errors)")
    let (text, page) = (try Self.text(of: project), try project.read("site/03-images.html"))
    #expect(try Self.number("Early", in: text) > Self.number("late", in: text))
    #expect(try Self.number("far", in: text) > Self.number("near", in: text))
    #expect(try Self.number("apart", in: text) > Self.number("alike", in: text))
    #expect(try Self.number("drawn", in: text) > 0)
    #expect(try 0...1 ~= Self.number("like", in: text))
    #expect(try Self.number("error", in: text) > 0)
    #expect(try [0.5, 2].contains(Self.number("sigma", in: text)))
    #expect(page.ranges(of: "<td class=\"numeric\">900</td>").count == 4)
    #expect(text.contains("noisy") && text.contains("blur, σ = ") && text.contains("one step"))
    #expect(text.contains("3 steps from t = 900") && text.contains("0 steps from t = 0"), "\(text)")
    #expect(try project.run("build").errors.contains("0 of 9 blocks ran"))
  }

  @Test("agreement is the share of pictures whose subject and style the judge finds") func agreement() throws
  {
    let project = try Self.project(
      """
      All is {{asked.captions}}; own is {{asked.subject-pictures}}; style is {{asked.style-pictures}}; first is
      {{asked.subject-1}}; second is {{asked.both-2.5}}; error is {{asked.subject-pictures-error}}; without
      {{plain.subject-pictures}}, {{plain.missed-3}}.

      ```{agreement} asked
      model: tiny
      judge: models/judge
      captions: pictures/asked.tsv
      guidance: [1, 2.5]
      steps: 3
      seed: 3
      caption: C.
      ```

      ```{agreement} plain
      model: tiny
      judge: models/judge
      captions: ./pictures/plain.tsv
      limit: 1
      guidance: [3]
      negative: a pencil
      sampler: dpm-solver
      steps: 2
      seed: 3
      caption: C.
      ```

      """)
    let outcome = try project.run("build")
    try #require(outcome.status == 0, "\(outcome.errors)")
    let text = try Self.text(of: project)
    // One picture, asked for four subjects: one is right, and a tower will do for a house.
    #expect(try Self.number("All", in: text) == 4)
    #expect(try [25, 50].contains(Self.number("own", in: text)))
    #expect(try [0, 100].contains(Self.number("style", in: text)))
    #expect(try Self.number("error", in: text) > 20)
    for name in ["first", "second"] {
      #expect(try [0, 25, 50, 75, 100].contains(Self.number(name, in: text)))
    }
    #expect(text.contains("without none ,") || text.contains("without none,"), "\(text)")
    #expect(text.contains("guidance 2.5") && text.contains("the captions' own"))
    #expect(text.contains("(1 of 1)"))
    #expect(try project.run("build").errors.contains("0 of 10 blocks ran"))
  }

  @Test("the pictures that are judged are those that {generate} draws") func generated() throws {
    let project = try Self.project(
      """
      ```{generate} drawn
      model: tiny
      prompts: [a rocket ship]
      count: 8
      guidance: 3
      steps: 4
      seed: 3
      caption: C.
      alt: A.
      ```

      ```{agreement} asked
      model: tiny
      judge: models/judge
      captions: drawn/asked.tsv
      guidance: [3]
      steps: 4
      seed: 3
      caption: C.
      ```

      Judged {{asked.subject-3}}, {{asked.style-3}}, {{asked.both-3}} and
      {{asked.subject-pictures}}, {{asked.style-pictures}}, {{asked.both-pictures}}.

      """)
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
      try project.write(
        Data(contentsOf: project.url("report/models/rgb.png")), to: "report/drawn/\(index).png")
    }
    try ask { "\($0).png" }
    try #require(try project.run("build").status == 0)
    for (index, data) in try project.panels(of: "drawn").enumerated() {
      try project.write(data, to: "report/drawn/\(index).png")
    }
    let outcome = try project.run("build")
    try #require(outcome.status == 0 && outcome.errors.contains("1 of 10 blocks ran"), "\(outcome.errors)")
    let text = try Self.text(of: project)
    let match = try #require(text.firstMatch(of: #/Judged (.*?) and (.*?)%\./#), "\(text)")
    #expect(match.1.dropLast() == match.2, "\(match.0)")
  }

  @Test("pictures or captions that change are measured anew, and the judge's too") func inputs() throws {
    let project = try Self.project(
      """
      ```{agreement} asked
      model: tiny
      judge: models/judge
      captions: pictures/asked.tsv
      guidance: [1]
      steps: 2
      seed: 3
      caption: C.
      ```

      """)
    try #require(try project.run("build").status == 0)
    try project.replace("\"tower\"]}", with: "\"tower\", \"cat\"]}", in: "report/models/judge/config.json")
    #expect(try project.run("build").errors.contains("1 of 9 blocks ran"))
    try project.replace("a pencil\tcat", with: "a rocket ship\tcat", in: "report/pictures/asked.tsv")
    #expect(try project.run("build").errors.contains("1 of 9 blocks ran"))
  }

  @Test("a judge of other pictures is a mistake, and a damaged one is not the author's") func judges() throws
  {
    let project = try Self.project(
      """
      ```{agreement} asked
      model: tiny
      judge: models/judge
      captions: pictures/asked.tsv
      seed: 3
      caption: C.
      ```

      """)
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
    let project = try Self.project(
      """
      ```{agreement} asked
      model: tiny
      judge: models/judge
      captions: pictures/asked.tsv
      guidance: [1, 2, 3, 4, 5, 6, 7, 8, 9]
      steps: 1000
      seed: 3
      caption: C.
      ```

      """)
    let running = try Running(["build"], in: project.root)
    running.waitForError(containing: "] asked (never built)")
    usleep(200_000)
    running.signal(SIGINT)
    let outcome = running.wait(seconds: 60)
    #expect(outcome.status == 130, "\(outcome.errors)")
    #expect(!project.exists("site/03-images.html"))
    try project.replace("steps: 1000", with: "steps: 2", in: "report/03-images.md")
    #expect(try project.run("build").status == 0)
  }
}
