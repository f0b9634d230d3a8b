import Figures
import Foundation
import TestSupport
import Testing

/// Every directive of text-to-image models through the real program, with a small random model.
@Suite struct ImageModelTests {
  private static let texts = """
    caption: C.
    alt: A.
    seed: 1
    ```

    """

  /// A block that draws random numbers.
  private static func block(_ name: String, _ id: String, _ options: String) -> String {
    "```{\(name)} \(id)\n\(options)\n\(texts)"
  }

  private static let chapter =
    """
    ---
    title: Images
    order: 3
    ---

    The network has {{tiny.parameters}} parameters and makes images of {{tiny.side}} pixels; the photo has
    {{photo.width}} columns, {{hole.pixels}} pixels of it are masked.

    ```{model} tiny
    folder: models/whole
    caption: A model.
    ```

    ```{model} embedded
    folder: models/mute
    embeddings: models/prompts.safetensors
    caption: A model without an encoder.
    ```

    ```{model} second
    folder: models/upscaler
    caption: A model of the second stage.
    ```

    ```{image} photo
    file: models/rgb.png
    crop: [1, 0, 20, 17]
    model: tiny
    caption: A photo.
    alt: Colours.
    ```

    ```{mask} hole
    image: photo
    box: [2, 3, 8, 4]
    caption: A mask.
    alt: A white box.
    ```

    ```{mask} round
    image: photo
    ellipse: [8, 8, 5.5, 3]
    caption: A mask.
    alt: A white ellipse.
    ```

    ```{mask} corner
    image: photo
    polygon: [[0, 0], [10, 0], [0, 10]]
    caption: A mask.
    alt: A white triangle.
    ```


    """
    + block("forward", "noisy", "image: photo\nmodel: tiny\nblur: [5, 7, 9]\nsigma: [1, 2, 3]")
    + block("estimate", "one-step", "image: photo\nmodel: tiny")
    + block("iterative", "steps", "image: photo\nmodel: tiny\nsteps: every 200\nstart: 1\nevery: 2")
    + block("generate", "first", "model: tiny\nprompts: [a rocket ship, a pencil]\ncount: 2\nsteps: 4")
    + block("generate", "stored", "model: embedded\nprompts: a pencil\nsteps: 3\nsampler: dpm-solver")
    + block("generate", "heun", "model: embedded\nprompts: a pencil\nsteps: 3\nsampler: heun")
    + block("generate", "unipc", "model: embedded\nprompts: a pencil\nsteps: 3\nsampler: unipc")
    + block("generate", "ddim", "model: embedded\nprompts: a pencil\nsteps: fast27\nsampler: ddim")
    + block(
      "edit", "edits", "image: photo\nmodel: tiny\nprompt: a pencil\nsteps: every 200\nstarts: [0, 3, 5]")
    + block("inpaint", "filled", "image: photo\nmask: hole\nmodel: tiny\nsteps: every 200")
    + block(
      "inpaint", "resampled",
      "image: photo\nmask: corner\nmodel: tiny\nsteps: 4\njump: 2\nrepetitions: 2\nnegative: a pencil")
    + block(
      "upscale", "larger",
      """
      of: first
      pictures: [2, 3]
      model: second
      encoder: tiny
      prompts: [a rocket ship, a pencil]
      steps: 3
      every: 1
      """)
    + block(
      "upscale", "photo-larger",
      """
      of: photo
      model: second
      encoder: embedded
      prompts: a pencil
      steps: 2
      sampler: unipc
      noise-level: 50
      """)
    + block(
      "inpaint", "implicit", "image: photo\nmask: hole\nmodel: tiny\nsteps: every 200\nsampler: ddim")
    + block(
      "iterative", "fractional", "image: photo\nmodel: tiny\nsteps: 5\nstart: 1\nevery: 2\nsampler: heun")
    + block(
      "anagram", "turned",
      "model: tiny\nprompts: [a pencil, a man]\nsharing: turns\nsteps: 3\nsampler: heun")
    + block("anagram", "flipped", "model: tiny\nprompts: [a pencil, a rocket ship]\nsteps: 3")
    + block(
      "anagram", "many",
      """
      model: embedded
      views: [clockwise, counterclockwise, half-turn, negative, skew, jigsaw, patches, pixels, inner-circle,
        square-hinge]
      prompts: [\(Array(repeating: "a pencil", count: 11).joined(separator: ", "))]
      sharing: turns
      steps: 2
      """)
    + block("hybrid", "frequencies", "model: tiny\nprompts: [a pencil, a rocket ship]\nkernel: 9\nsteps: 3")
    + block(
      "hybrid", "three", "model: tiny\nparts: triple\nprompts: [a pencil, a man, a dog]\nkernel: 9\nsteps: 2")
    + block("hybrid", "colours", "model: tiny\nparts: colour\nprompts: [a pencil, a man]\nsteps: 2")
    + block("hybrid", "moved", "model: tiny\nparts: motion\nprompts: [a pencil, a man]\nsteps: 2")
    + block("hybrid", "shared", "model: tiny\nparts: scale\nprompts: [a pencil, a man, a dog]\nsteps: 2")

  /// A report with every such directive, not built yet.
  static func project() throws -> Scratch {
    let project = try SampleReport.built()
    try SampleModel.write(to: project)
    try project.write(chapter, to: "report/03-images.md")
    return project
  }

  @Test("every directive of text-to-image models runs, and runs once") func everyDirective() throws {
    let project = try Self.project()
    let outcome = try project.run("build")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let page = try project.read("site/03-images.html")
    for value in ["99,254</span> parameters", "16</span> pixels", "23</span> columns", "32</span> pixels"] {
      #expect(page.contains(value), "no \(value)")
    }
    #expect(page.contains("dynamic, quantile 0.95, up to 1.5"))
    #expect(page.contains("inner-circle"))
    #expect(page.contains("32 × 32 pixels, of smaller ones"))
    let again = try project.run("build")
    #expect(again.status == 0)
    #expect(!again.errors.contains("never built"), "\(again.errors)")
  }

  @Test("an enlargement stands beside its picture, with the states between") func enlargement() throws {
    let project = try Self.project()
    try #require(try project.run("build").status == 0)
    let larger = try project.panels(of: "larger").map { try Picture(png: $0) }
    #expect(larger.map(\.width) == [16, 32, 32, 32, 32, 16, 32, 32, 32, 32])
    let first = try project.panels(of: "first")
    #expect(larger[0].pixels == (try Picture(png: first[1]).pixels))
    #expect(larger[5].pixels == (try Picture(png: first[2]).pixels))
    #expect(larger[1] != larger[6])
    let photo = try project.panels(of: "photo-larger").map { try Picture(png: $0) }
    #expect(photo.map(\.width) == [16, 32])
    #expect(try project.read("site/03-images.html").contains("16 × 16"))
  }

  @Test("how many pictures every block shows is known before it runs") func numberOfPictures() throws {
    let project = try Self.project()
    try #require(try project.run("build").status == 0)
    let ids = [
      "photo", "one-step", "steps", "fractional", "first", "edits", "filled", "turned", "flipped", "many",
      "frequencies", "three", "colours",
    ]
    let counts = try ids.map { try project.panels(of: $0).count }
    let blocks = ids.map {
      Self.block(
        "upscale", "of-\($0)",
        "of: \($0)\npictures: [400]\nmodel: second\nencoder: tiny\nprompts: a pencil\nsteps: 1")
    }
    try project.write(Self.chapter + blocks.joined(), to: "report/03-images.md")
    let errors = try project.run("check").errors
    for (id, count) in zip(ids, counts) {
      #expect(errors.contains("must be numbers from 1 to \(count), as '\(id)' has so many"), "\(errors)")
    }
  }

  @Test("samplers of the same differential equation lead an edit to the same image") func solvers() throws {
    let project = try SampleReport.built()
    try SampleModel.write(to: project)
    let head = """
      ---
      title: Images
      order: 3
      ---

      ```{model} tiny
      folder: models/whole
      caption: C.
      ```

      ```{image} photo
      file: models/rgb.png
      model: tiny
      caption: C.
      alt: A.
      ```


      """
    let solvers = ["ddim", "dpm-solver", "unipc", "heun"]
    let edits = solvers.map { solver in
      // Heun's sigmas are spaced otherwise: its index 424 of 641 is as noisy as index 304 of 500 of the others.
      let (start, steps) = solver == "heun" ? (424, 641) : (304, 500)
      return Self.block(
        "edit", "with-\(solver)",
        """
        image: photo
        model: tiny
        prompt: a pencil
        steps: \(steps)
        starts: [\(start), \(steps)]
        sampler: \(solver)
        thresholding: none
        """)
    }
    try project.write(head + edits.joined(), to: "report/03-images.md")
    let outcome = try project.run("build")
    try #require(outcome.status == 0, "\(outcome.errors)")
    let ends = try solvers.map { try project.panels(of: "with-\($0)").map { try Picture(png: $0) } }
    for (solver, pictures) in zip(solvers, ends) {
      #expect(pictures[1] == pictures[2], "\(solver) from the last index is not the image")
      #expect(pictures[0] != pictures[2], "\(solver) changed nothing")
      let differences = zip(pictures[0].pixels, ends[2][0].pixels).map { abs(Int($0) - Int($1)) }
      let mean = Double(differences.reduce(0, +)) / Double(differences.count)
      #expect(mean < 4, "\(solver) differs from unipc by \(mean) of 255 in the mean")
    }
  }

  @Test("several images, anagrams and hybrids are those of as many seeds") func severalSeeds() throws {
    let project = try SampleReport.built()
    try SampleModel.write(to: project)
    func illusion(_ directive: String, _ id: String, _ options: String) -> String {
      """
      ```{\(directive)} \(id)
      model: tiny
      prompts: [a pencil, a man]
      steps: 2
      \(options)
      caption: C.
      alt: A.
      ```


      """
    }
    let head = """
      ---
      title: Seeds
      order: 3
      ---

      ```{model} tiny
      folder: models/whole
      caption: A model.
      ```


      """
    let blocks = [("generate", ""), ("anagram", ""), ("hybrid", "kernel: 9\n")].map { name, more in
      illusion(name, "\(name)-both", more + "count: 2\nseed: 5")
        + illusion(name, "\(name)-first", more + "seed: 5")
        + illusion(name, "\(name)-second", more + "seed: 6")
    }
    try project.write(head + blocks.joined(), to: "report/03-images.md")
    let outcome = try project.run("build")
    #expect(outcome.status == 0, "\(outcome.errors)")
    for name in ["anagram", "hybrid"] {
      let first = try project.panels(of: "\(name)-first")
      let second = try project.panels(of: "\(name)-second")
      #expect(first != second)
      #expect(try project.panels(of: "\(name)-both") == first + second)
    }
    let (first, second) = (
      try project.panels(of: "generate-first"), try project.panels(of: "generate-second")
    )
    #expect(first != second)
    #expect(
      try project.panels(of: "generate-both") == zip(first, second).flatMap { [$0, $1] },
      "a row for each prompt, a column for each seed")
  }

  @Test("an edit from the end is the image, one from the noise is not") func ends() throws {
    let project = try Self.project()
    try #require(try project.run("build").status == 0)
    let (photo, edits, filled) = (
      try project.panels(of: "photo"), try project.panels(of: "edits"), try project.panels(of: "filled")
    )
    #expect(edits[2] == photo[0])
    #expect(edits[0] != photo[0])
    #expect(filled[3] != photo[0])
    #expect(filled[0] == photo[0])
  }
}

extension Scratch {
  /// The bytes of a block's pictures on its page, in order.
  func panels(of id: String) throws -> [Data] {
    let page = try read("site/03-images.html")
    let start = try #require(page.range(of: "id=\"\(id)\""))
    let end = page[start.upperBound...].range(of: "</figure>")?.lowerBound ?? page.endIndex
    return try page[start.upperBound..<end].matches(of: #/<img[^>]*src="([^"]+)"/#).map {
      try Data(contentsOf: url("site/\($0.1)"))
    }
  }
}
