import Foundation
import TestSupport
import Testing

/// Training a text-to-image model from a chapter as the sketchbook's recipe does: from shards, its text encoder learning
/// along, and both stages.
@Suite struct TextToImageRecipeTests {
  private static let recipe = """
    encoder: learns
    timesteps: stratified
    weighting: min-snr
    betas: [0.9, 0.99]
    weight-decay: 0.01
    weights: random
    start: zero-residuals
    """

  private static let chapter: [any ChapterPart] = [
    Block.tiny, Block("model", "taught", "folder: models/taught"),
    Block(
      "train-text-to-image", "painter",
      "model: tiny\ndata: shards\n\(recipe)\nprediction: velocity\nepochs: 2\nbatch: 2\nrate: 0.002"),
    Block("train-text-to-image", "enlarger", "model: taught\ndata: shards\nencoder: random\nepochs: 1"),
    Block("train-text-to-image", "further", "model: painter\ndata: shards\nlimit: 2\nepochs: 1"),
    Block("generate", "known", "model: tiny\nprompts: a pencil\nsteps: 3"),
    Block("generate", "painted", "model: painter\nprompts: a pencil\nsteps: 3"),
    Block("generate", "later", "model: further\nprompts: a pencil\nsteps: 3"),
    Block("upscale", "larger", "of: painted\nmodel: enlarger\nprompts: a pencil\nsteps: 2"),
  ]

  @Test("both stages learn from shards with their encoders, and what they make is a whole model")
  func training()
    throws
  {
    let project = try SampleReport.withModels(Self.chapter)
    let outcome = try project.run("build")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try project.result(of: "painter").number("images") == 5)
    #expect(try project.panels(of: "painted") != project.panels(of: "known"))
    #expect(try project.panels(of: "larger").count == 2)
    let models = try project.names(in: ".report/store").map { ".report/store/\($0)/model" }
      .filter(project.exists)
    #expect(models.count == 3)
    for model in models {
      let verified = try project.run("models", "verify", model)
      #expect(verified.status == 0, "\(verified.errors)")
      #expect(project.exists("\(model)/text_encoder/model.safetensors"))
      #expect(project.exists("\(model)/model_index.json"))
    }
    let predictions = try models.map {
      try String(contentsOf: project.url("\($0)/scheduler/scheduler_config.json"), encoding: .utf8)
    }
    // The painter's, and that of the one which goes on from it.
    #expect(predictions.count { $0.contains("v_prediction") } == 2)
    let again = try project.run("build")
    #expect(again.status == 0 && !again.errors.contains("[1/"), "\(again.errors)")
  }

  @Test("a second stage learns to enlarge what a first one draws: the same pictures") func small() throws {
    let taught = Block("model", "taught", "folder: models/taught")
    let options = "model: taught\ndata: shards\nencoder: random\nepochs: 1\nlimit: 4"
    let project = try SampleReport.withModels([
      taught, Block("train-text-to-image", "halved", options),
      Block("train-text-to-image", "enlarger", options + "\nsmall: drawn"),
    ])
    try SampleShards.write(to: project, folder: "report/drawn", side: 16)
    let outcome = try project.run("build")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try project.result(of: "enlarger").number("images") == 4)
    let losses = try ["halved", "enlarger"].map { try project.result(of: $0).number("loss") }
    #expect(losses[0] != losses[1])
    try project.replace("a pencil", with: "a rocket", in: "report/drawn/00000.tsv")
    #expect(try project.run("check").errors.contains("its picture 2 has another caption than that of 'data'"))
    try SampleShards.write(to: project, folder: "report/drawn", side: 8)
    #expect(
      try project.run("check").errors.contains(
        "the shards' pictures have 8 pixels, and no halving makes the network's 16 of them"))
    try project.write(
      SampleChapter([
        Block.tiny,
        Block("train-text-to-image", "painter", "model: tiny\ndata: shards\nepochs: 1\nsmall: drawn"),
      ]))
    #expect(
      try project.run("check").errors.contains("'small' means nothing for a network of the first stage"))
  }

  @Test("more shards change nothing for a training with a limit, and another caption does") func inputs()
    throws
  {
    let project = try SampleReport.withModels([
      Block.tiny, Block("train-text-to-image", "painter", "model: tiny\ndata: shards\nlimit: 3\nepochs: 1"),
    ])
    try #require(try project.run("build").status == 0)
    func rebuilds() throws -> String { try project.run("build").errors }
    try project.write(SampleShards.pixels(count: 2, side: 32), to: "report/shards/00002.npy")
    try project.write(SampleShards.lines(["a pencil", "a pencil"]), to: "report/shards/00002.tsv")
    try project.remove("report/shards/00001.npy")
    try project.remove("report/shards/00001.tsv")
    #expect(try !rebuilds().contains("painter"))
    try project.replace("a pencil", with: "a rocket", in: "report/shards/00000.tsv")
    #expect(try rebuilds().contains("painter (files shards changed)"))
  }

  @Test("a training with a learning encoder goes on to the same bits, or elsewhere from its compact state")
  func interruption() throws {
    let options = "model: tiny\ndata: shards\n\(Self.recipe)\nepochs: 60\nbatch: 2"
    let chapter = [Block.tiny, Block("train-text-to-image", "painter", options)]
    let whole = try SampleReport.withModels(chapter)
    #expect(try whole.run("build").status == 0)
    let project = try SampleReport.withModels(chapter)
    let running = try Running(["build", "--checkpoint-interval", "0.2"], in: project.root)
    running.waitForError(containing: "painter (never built)")
    project.waitForWork(named: "compact.safetensors")
    running.signal(SIGTERM)
    let stopped = running.wait()
    #expect(stopped.status != 0 && !stopped.errors.contains("painter done"), "\(stopped.errors)")
    let work = try #require(try project.names(in: ".report/work").first)
    let compact = try Data(contentsOf: project.url(".report/work/\(work)/compact.safetensors"))
    let next = try project.run("build")
    #expect(next.errors.contains(#/painter goes on after step [1-9][0-9]* of 180/#), "\(next.errors)")
    func weights(_ project: Scratch) throws -> [String: String] {
      try project.snapshot(of: ".report/store").filter { $0.key.hasSuffix(".safetensors") }
    }
    #expect(try weights(project) == weights(whole))
    let elsewhere = try SampleReport.withModels([
      Block.tiny, Block("train-text-to-image", "painter", options + "\ncontinue: painter.safetensors"),
    ])
    try elsewhere.write(compact, to: "report/painter.safetensors")
    let other = try elsewhere.run("build")
    #expect(other.status == 0, "\(other.errors)")
    #expect(try elsewhere.result(of: "painter").number("steps") == 180)
  }

  @Test("the report that trains the sketchbook finds no mistake in itself") func ownReport() throws {
    let project = try Scratch()
    try project.copy(
      Checkout.root.appending(path: "report/models/sketchbook/recipe/report"), to: "report")
    let captions = [String](repeating: "a lithograph of a mountain range", count: 128)
    for (folder, side) in [("data", 64), ("plain", 32)] {
      try project.write(SampleShards.pixels(count: 128, side: side), to: "work/\(folder)/00000.npy")
      try project.write(SampleShards.lines(captions), to: "work/\(folder)/00000.tsv")
    }
    let outcome = try project.run("check")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(!outcome.errors.contains("never saw"), "\(outcome.errors)")
  }
}
