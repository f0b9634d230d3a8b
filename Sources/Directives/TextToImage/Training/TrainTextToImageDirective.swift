import Chapters
import Diffusion
import Figures
import Files
import Pipeline
import SharedDirectives
import Training

/// `{train-text-to-image}`: trains a text-to-image model on captioned pictures and shows its loss.
struct TrainTextToImageDirective: Directive {
  var model = BlockReference(id: "model")
  var data = ""
  var limit: Int?
  var network: String?
  var weights: Weights?
  var prediction: PredictionTarget?
  var drop = 0.1
  var learning = LearningOptions(batch: 16, clip: 1, ema: 0.999)

  static let name = ModelBlock.trained
  static let summary = "train a text-to-image model on a folder of captioned pictures and show its loss"
  static let isRandom = true
  static let example = """
    ```{train-text-to-image} painter
    model: deep-floyd
    network: small-unet.json
    data: paintings
    epochs: {draft: 1, quick: 10, paper: 100}
    batch: 16
    rate: 0.0001
    warm-up: 500
    seed: 0
    caption: Training loss of the painter on {{painter.images}} paintings.
    alt: The loss falls steeply, then slowly.
    ```

    The folder of 'data' holds pictures (PNG or JPEG) and a file captions.tsv, UTF-8, with a line for each picture: its \
    name, a tab, and what it shows. Pictures become squares of the network's size as {image} makes them. Captions are \
    embedded once, by the {model}'s text encoder or from its file of embeddings, which then needs '' as well: the text \
    of the pictures that lose theirs.

    Without 'network' and 'weights' the model's own network goes on learning. A network with six output channels learns \
    the variance, too, by the variational bound, which leaves the mean alone (Nichol and Dhariwal 2021).

    Blocks that name a {model} can name this block in its place. Its network and schedule are kept in the layout of \
    diffusers, in single precision, in the folder 'model' of the block's result; the text encoder stays where it is.
    """

  /// What a run finds out.
  struct Findings {
    let run: TextToImageRun
    let images, captions: Int
    /// Of the network's file.
    let mark: String
  }

  static let measures: [Measure<TrainTextToImageDirective, Findings>] =
    Measure.ofTraining.map { $0.lifted(\.run) } + [
      .value("images", "that it is trained on") { .count($0.images) },
      .value("captions", "different ones") { .count($0.captions) },
      .value("parameters", "of the network") { .count($0.run.network.parameterCount) },
      .value("weights", "the first 12 digits of the SHA-256 of the network's file") { .text($0.mark) },
    ]

  var contradictions: [OptionMistake] {
    guard network != nil, weights == .model else { return learning.contradictions }
    return learning.contradictions + [OptionMistake("weights", .weightsOfAnotherNetwork)]
  }

  func inputs(in surroundings: Surroundings) throws -> Inputs {
    var inputs = Inputs(blocks: [model.modelInput("model")])
    try OptionMistakes.together(
      { inputs.add(try folder.inputs(in: surroundings)) },
      {
        guard let network else { return }
        inputs.files.append(try surroundings.file(network, option: "network", name: "of the network"))
      })
    return inputs
  }

  /// The author's folder.
  var folder: CaptionedFolder { CaptionedFolder(option: "data", path: data, limit: limit) }

  var figureKind: FigureKind { .plot("the loss of noise and variance against optimizer steps") }

  func run(in context: RunContext) throws -> BlockOutput<Findings> {
    let start = try start(in: context)
    let set = try folder.pictures(side: start.configuration.side, in: context)
    let pictures = CaptionedPictures(side: set.side, pixels: set.pixels, captions: set.captions)
    let texts = try CaptionEmbedding(model: start.model, context: context).texts(of: pictures.captions)
    try require(start.configuration, toTake: texts)
    let run = TextToImageRun(
      training(from: start, seed: context.seed), start.model.model.schedule, pictures, texts,
      from: try start.network())
    var session = try TrainingSession(run, in: context)
    let trained = try session.finish()
    let weights = try start.write(trained.result, to: context.output)
    let plot = try LossPlot.plot(of: trained.losses, yLabel: "loss").keeping(in: context)
    return BlockOutput(
      .plot(plot),
      findings: Findings(
        run: trained, images: pictures.count, captions: Set(pictures.captions).count,
        mark: try FileHash.mark(of: weights)))
  }

  /// What the options say of the start, together with the model.
  private func start(in context: RunContext) throws -> TextToImageStart {
    let prompted = try PromptedModel(model, context)
    let other = try network(in: context.surroundings)
    return TextToImageStart(
      model: prompted, configuration: other ?? prompted.model.network.configuration,
      configurationFile: network.map { context.surroundings.url($0) }
        ?? prompted.model.folder.settings(of: .unet),
      startsFromWeights: (weights ?? (network == nil ? .model : .random)) == .model,
      prediction: prediction ?? prompted.model.prediction)
  }

  private func training(from start: TextToImageStart, seed: UInt64) -> TextToImageTraining {
    TextToImageTraining(
      network: start.configuration,
      objective: NoiseObjective(
        target: start.prediction, boundWeight: Float(start.model.model.schedule.count) / 1000,
        dropProbability: drop),
      epochs: learning.epochs, batchSize: learning.batch, learningRate: learning.learningRate, seed: seed,
      gradientLimit: learning.clip, averageDecay: learning.ema)
  }
}
