import Foundation
import TestSupport
import Testing

/// Training a text-to-image model from a chapter, and what may be done with it.
@Suite struct TextToImageTrainingTests {
  private static func painter(_ options: String) -> Block {
    Block("train-text-to-image", "painter", "model: tiny\ndata: pictures\n\(options)")
  }

  private static let chapter: [any ChapterPart] = [
    "The painter has {{painter.parameters}} parameters.", Block.tiny, Block.embedded, Block.second,
    painter("epochs: 2\nbatch: 2\nrate: 0.001"),
    Block(
      "train-text-to-image", "beginner",
      """
      model: embedded
      data: ./pictures/
      network: models/whole/unet/config.json
      prediction: velocity
      epochs: 3
      """),
    Block("train-text-to-image", "further", "model: painter\ndata: pictures\nlimit: 2\nepochs: 1"),
    Block("generate", "painted", "model: painter\nprompts: [a rocket ship, a pencil]\nsteps: 3"),
    Block("generate", "begun", "model: beginner\nprompts: a pencil\nsteps: 3"),
    Block("generate", "known", "model: tiny\nprompts: [a rocket ship, a pencil]\nsteps: 3"),
    Block("image", "photo", "file: models/rgb.png\nmodel: further"),
    Block("estimate", "guessed", "image: photo\nmodel: further\nprompt: a pencil\ntimesteps: [500]"),
    Block("upscale", "larger", "of: begun\nmodel: second\nencoder: painter\nprompts: a pencil\nsteps: 2"),
    Block("compare", "both-losses", "blocks: [painter, further]"),
  ]

  /// The folders of trained models in the store.
  private static func models(of project: Scratch) throws -> [String] {
    try project.names(in: ".report/store").map { ".report/store/\($0)/model" }.filter(project.exists)
  }

  private static func weights(of project: Scratch) throws -> [String: String] {
    try project.snapshot(of: ".report/store").filter {
      $0.key.hasSuffix("unet/diffusion_pytorch_model.safetensors")
    }
  }

  @Test("a model is trained, paints, is trained further and is a model on disk; a second build runs nothing")
  func training() throws {
    let project = try SampleReport.withModels(Self.chapter)
    let outcome = try project.run("build")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let painter = try project.result(of: "painter")
    #expect(try painter.number("parameters") == 99_254)
    #expect(try painter.number("captions") == 3 && painter.number("steps") == 4)
    let painted = try project.panels(of: "painted")
    #expect(try painted.count == 2 && project.panels(of: "begun").count == 1)
    #expect(try project.panels(of: "guessed").count == 4 && project.panels(of: "larger").count == 2)
    #expect(try painted != project.panels(of: "known"), "two epochs change what the model paints")
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
    let project = try SampleReport.withModels([Block.tiny, Self.painter("limit: 2\nepochs: 1")])
    try #require(try project.run("build").status == 0)
    func rebuilds() throws -> String { try project.run("build").errors }
    try project.write("Notes.", to: "report/pictures/notes.txt")
    try project.remove("report/pictures/cmyk.jpg")
    #expect(try !rebuilds().contains("painter"))
    let other = try Data(contentsOf: project.url("report/pictures/baseline.jpg"))
    try project.write(other, to: "report/pictures/rgb.png")
    #expect(try rebuilds().contains("painter (files pictures changed)"))
    try project.replace("a pencil", with: "a pencil, sharp", in: "report/pictures/captions.tsv")
    #expect(try rebuilds().contains("painter (file captions.tsv changed)"))
  }

  @Test("an interrupted training goes on to the same bits") func interruption() throws {
    let chapter = [Block.tiny, Self.painter("epochs: 150\nbatch: 2")]
    let whole = try SampleReport.withModels(chapter)
    #expect(try whole.run("build").status == 0)
    let project = try SampleReport.withModels(chapter)
    let running = try Running(["build", "--checkpoint-interval", "0.2"], in: project.root)
    running.waitForError(containing: "painter (never built)")
    project.waitForWork(named: "state.safetensors")
    running.signal(SIGINT)
    let stopped = running.wait()
    #expect(stopped.status != 0 && !stopped.errors.contains("painter done"), "\(stopped.errors)")
    let next = try project.run("build")
    #expect(next.status == 0, "\(next.errors)")
    #expect(next.errors.contains(#/painter goes on after step [1-9][0-9]* of 300/#), "\(next.errors)")
    #expect(try Self.weights(of: project) == Self.weights(of: whole))
  }
}
