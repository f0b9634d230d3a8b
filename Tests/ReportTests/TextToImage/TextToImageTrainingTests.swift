import Foundation
import TestSupport
import Testing

/// Training a text-to-image model from a chapter, and what may be done with it.
@Suite struct TextToImageTrainingTests {
  private static let texts = """
    caption: C.
    alt: A.
    seed: 1
    ```

    """

  private static func block(_ name: String, _ id: String, _ options: String) -> String {
    "```{\(name)} \(id)\n\(options)\n\(texts)"
  }

  private static let head = """
    ---
    title: Training
    order: 3
    ---

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


    """

  private static let chapter =
    head
    + "The painter has {{painter.parameters}} parameters, {{painter.captions}} captions, {{painter.steps}} steps.\n\n"
    + block("train-text-to-image", "painter", "model: tiny\ndata: pictures\nepochs: 2\nbatch: 2\nrate: 0.001")
    + block(
      "train-text-to-image", "beginner",
      "model: embedded\ndata: ./pictures/\nnetwork: models/whole/unet/config.json\nprediction: velocity\nepochs: 3"
    )
    + block("train-text-to-image", "further", "model: painter\ndata: pictures\nlimit: 2\nepochs: 1")
    + block("generate", "painted", "model: painter\nprompts: [a rocket ship, a pencil]\nsteps: 3")
    + block("generate", "begun", "model: beginner\nprompts: a pencil\nsteps: 3")
    + block("generate", "known", "model: tiny\nprompts: [a rocket ship, a pencil]\nsteps: 3")
    + block("image", "photo", "file: models/rgb.png\nmodel: further").replacing("seed: 1\n", with: "")
    + block("estimate", "guessed", "image: photo\nmodel: further\nprompt: a pencil\ntimesteps: [500]")
    + block("upscale", "larger", "of: begun\nmodel: second\nencoder: painter\nprompts: a pencil\nsteps: 2")
    + "```{compare} both-losses\nblocks: [painter, further]\ncaption: C.\nalt: A.\n```\n"

  private static func project(_ chapter: String) throws -> Scratch {
    let project = try SampleReport.built()
    try SampleModel.write(to: project)
    try SamplePictures.write(to: project)
    try project.write(chapter, to: "report/03-training.md")
    return project
  }

  /// The folders of trained models in the store.
  private static func models(of project: Scratch) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: project.url(".report/store").path).sorted()
      .map { ".report/store/\($0)/model" }.filter(project.exists)
  }

  private static func weights(of project: Scratch) throws -> [String: String] {
    try project.snapshot(of: ".report/store").filter {
      $0.key.hasSuffix("unet/diffusion_pytorch_model.safetensors")
    }
  }

  @Test("a model is trained, paints, is trained further and is a model on disk; a second build runs nothing")
  func training() throws {
    let project = try Self.project(Self.chapter)
    let outcome = try project.run("build")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let page = try project.read("site/03-training.html")
    for value in ["99,254</span> parameters", "3</span> captions", "4</span> steps"] {
      #expect(page.contains(value), "no \(value)")
    }
    let pictures = try project.snapshot(of: "site/figures")
    func panels(_ id: String) -> [String] {
      pictures.filter { $0.key.hasPrefix("site/figures/\(id)/") }.sorted { $0.key < $1.key }.map(\.value)
    }
    #expect(panels("painted").count == 2 && panels("begun").count == 1)
    #expect(panels("guessed").count == 4 && panels("larger").count == 2)
    #expect(panels("painted") != panels("known"), "two epochs change what the model paints")
    let models = try Self.models(of: project)
    #expect(models.count == 3)
    for model in models {
      let verified = try project.run("models", "verify", model)
      #expect(verified.status == 0, "\(verified.errors)")
    }
    let again = try project.run("build")
    #expect(again.status == 0 && !again.errors.contains("[1/"), "\(again.errors)")
  }

  @Test("another picture, or another caption, trains anew; another file in the folder does not") func inputs()
    throws
  {
    let project = try Self.project(
      Self.head
        + Self.block("train-text-to-image", "painter", "model: tiny\ndata: pictures\nlimit: 2\nepochs: 1"))
    try #require(try project.run("build").status == 0)
    func rebuilds() throws -> String { try project.run("build").errors }
    try project.write("Notes.", to: "report/pictures/notes.txt")
    try FileManager.default.removeItem(at: project.url("report/pictures/cmyk.jpg"))
    #expect(try !rebuilds().contains("painter"))
    let other = try Data(contentsOf: project.url("report/pictures/baseline.jpg"))
    try project.write(other, to: "report/pictures/rgb.png")
    #expect(try rebuilds().contains("painter (files pictures changed)"))
    try project.replace("a pencil", with: "a pencil, sharp", in: "report/pictures/captions.tsv")
    #expect(try rebuilds().contains("painter (file captions.tsv changed)"))
  }

  @Test("an interrupted training goes on to the same bits") func interruption() throws {
    let chapter =
      Self.head
      + Self.block("train-text-to-image", "painter", "model: tiny\ndata: pictures\nepochs: 150\nbatch: 2")
    let whole = try Self.project(chapter)
    #expect(try whole.run("build").status == 0)
    let project = try Self.project(chapter)
    let running = try Running(["build", "--checkpoint-interval", "0.2"], in: project.root)
    running.waitForError(containing: "painter (never built)")
    let state = ".report/work"
    let end = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < end {
      let files = try? project.snapshot(of: state).keys
      if files?.contains(where: { $0.hasSuffix("state.safetensors") }) == true { break }
      usleep(20_000)
    }
    running.signal(SIGINT)
    let stopped = running.wait()
    #expect(stopped.status != 0 && !stopped.errors.contains("painter done"), "\(stopped.errors)")
    let next = try project.run("build")
    #expect(next.status == 0, "\(next.errors)")
    #expect(next.errors.contains(#/painter goes on after step [1-9][0-9]* of 300/#), "\(next.errors)")
    #expect(try Self.weights(of: project) == Self.weights(of: whole))
  }
}
