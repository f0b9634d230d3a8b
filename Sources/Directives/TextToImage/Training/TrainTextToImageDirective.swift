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
  var small: String?
  var network: String?
  var weights: Weights?
  var prediction: PredictionTarget?
  var drop = 0.1
  var learning = LearningOptions(batch: 16, clip: 1, ema: 0.999)
  var recipe = LearningRecipe()

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

    'data' may also be a folder of shards as the sketchbook's recipe draws them: 00000.npy, ... with bytes \
    [N, side, side, 3], and 00000.tsv with a caption, a subject and a style for each picture. They stay on the disk, \
    and are halved to the network's size with the binomial filter 1 3 3 1.

    Without 'network' and 'weights' the model's own network goes on learning. A network with six output channels learns \
    the variance, too, by the variational bound, which leaves the mean alone (Nichol and Dhariwal 2021).

    A network of the second stage, from a {model} of the second stage, learns to enlarge: it sees each picture at half \
    its size, enlarged and noised to a random level below \(EnlargedImages.highestLevel). 'small' names shards of the same \
    pictures as a first stage draws them, if those are not halved ones.

    Blocks that name a {model} can name this block in its place. Its network and schedule are kept in the layout of \
    diffusers, in single precision, in the folder 'model' of the block's result. The text encoder stays where it is; one \
    that learns along is kept there, too, with its tokenizer.

    While it runs, its work folder has beside the state that it goes on from bit by bit a file compact.safetensors, a \
    quarter as large, which 'continue' takes elsewhere: averaged weights and second moments in half precision. The newest \
    weights, the first moments and the rest of the epoch's order are lost with it.
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
      .value("parameters", "of the network") { .count($0.run.network.unet.parameterCount) },
      .value("weights", "the first 12 digits of the SHA-256 of the network's file") { .text($0.mark) },
    ]

  var contradictions: [OptionMistake] {
    let own = learning.contradictions + recipe.contradictions(drawsWeights: drawsWeights)
    guard network != nil, weights == .model else { return own }
    return own + [OptionMistake("weights", .weightsOfAnotherNetwork)]
  }

  /// Whether the network's weights are drawn.
  private var drawsWeights: Bool { (weights ?? (network == nil ? .model : .random)) == .random }

  func inputs(in surroundings: Surroundings) throws -> Inputs {
    var inputs = Inputs(blocks: [model.modelInput("model")])
    try OptionMistakes.together(
      { inputs.add(try folder(in: surroundings).inputs(in: surroundings)) },
      { if let smallFolder { inputs.add(try smallFolder.inputs(in: surroundings)) } },
      {
        let named = [
          ("network", network, "of the network"),
          ("encoder-network", recipe.encoderNetwork, "of the text encoder"),
          ("continue", recipe.state, "of the state"),
        ]
        for case (let option, let path?, let name) in named {
          inputs.files.append(try surroundings.file(path, option: option, name: name))
        }
      })
    return inputs
  }

  /// The author's folder.
  func folder(in surroundings: Surroundings) -> TrainingFolder {
    TrainingFolder(CaptionedFolder(option: "data", path: data, limit: limit), in: surroundings)
  }

  /// The author's folder of small pictures.
  var smallFolder: ShardFolder? { small.map { ShardFolder(option: "small", path: $0, limit: limit) } }

  var figureKind: FigureKind { .plot("the loss of noise and variance against optimizer steps") }

  func run(in context: RunContext) throws -> BlockOutput<Findings> {
    let start = try start(in: context)
    let folder = folder(in: context.surroundings)
    let pictures = try folder.pictures(side: start.configuration.side, in: context)
    let run = try goingOn(
      TextToImageRun(
        training(from: start, seed: context.seed), start.model.model.schedule, pictures,
        try texts(of: pictures.captions, start, in: context), from: try start.network(),
        imageNoise: start.configuration.isSecondStage ? start.model.model.imageNoise : nil,
        small: try smallFolder?.pictures(side: start.configuration.side / 2, in: context.surroundings)),
      in: context.surroundings)
    var session = try TrainingSession(run, in: context)
    let trained = try session.finish()
    let words = try folder.texts(in: context.surroundings).words
    let weights = try start.write(trained.result, words: words, to: context.output)
    let plot = try LossPlot.plot(of: trained.losses, yLabel: "loss").keeping(in: context)
    return BlockOutput(
      .plot(plot),
      findings: Findings(
        run: trained, images: pictures.count, captions: Set(pictures.captions).count,
        mark: try FileHash.mark(of: weights)))
  }

  /// Embedded once, or by an encoder that learns along.
  private func texts(
    of captions: [String], _ start: TextToImageStart, in context: RunContext
  ) throws -> TrainingTexts {
    if let encoder = start.encoder { return .learned(try encoder.learning()) }
    let texts = try CaptionEmbedding(model: start.model, context: context).texts(of: captions)
    try require(start.configuration, toTake: texts)
    return .embedded(texts)
  }

  /// What the options say of the start, together with the model.
  private func start(in context: RunContext) throws -> TextToImageStart {
    let prompted = try PromptedModel(model, context)
    let other = try network(in: context.surroundings)
    return TextToImageStart(
      model: prompted, configuration: other ?? prompted.model.network.configuration,
      configurationFile: network.map { context.surroundings.url($0) }
        ?? prompted.model.folder.settings(of: .unet),
      drawing: drawsWeights ? recipe.start : nil,
      prediction: prediction ?? prompted.model.prediction,
      encoder: try encoderStart(of: prompted, in: context.surroundings))
  }

  private func training(from start: TextToImageStart, seed: UInt64) -> TextToImageTraining {
    TextToImageTraining(
      network: start.configuration,
      objective: NoiseObjective(
        target: start.prediction, boundWeight: Float(start.model.model.schedule.count) / 1000,
        dropProbability: drop, timesteps: recipe.timesteps, weighting: recipe.weighting),
      epochs: learning.epochs, batchSize: learning.batch, learningRate: learning.learningRate, seed: seed,
      gradientLimit: learning.clip, averageDecay: learning.ema, adam: recipe.adam)
  }
}
