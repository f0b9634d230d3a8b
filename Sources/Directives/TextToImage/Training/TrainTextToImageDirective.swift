import Chapters
import Datasets
import Diffusion
import Figures
import Files
import Foundation
import Networks
import Pipeline
import SharedDirectives
import Tensors
import Training

/// `{train-text-to-image}`: trains a text-to-image model on captioned pictures and shows its loss.
struct TrainTextToImageDirective: Directive {
  static let name = "train-text-to-image"
  static let summary = "train a text-to-image model on a folder of captioned pictures and show its loss"
  static let version = 1
  static let shows = Showing.figure
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

    Values: loss (mean of the last 100 steps), first-loss, least-loss, steps, epochs, batch, images, captions (different \
    ones), parameters, weights (the first 12 digits of the SHA-256 of the network's file).
    """

  var contradictions: [OptionMistake] {
    guard self.network != nil, self.weights == .model else { return learning.contradictions }
    return learning.contradictions + [
      (
        "weights",
        .invalid(
          "the model's weights do not fit another network",
          remedy: "remove 'network', or write 'weights: random'")
      )
    ]
  }

  func inputs(in surroundings: Surroundings) throws -> Inputs {
    var inputs = try pictureInputs(in: surroundings)
    inputs.blocks = [self.model.modelInput("model")]
    if let network = self.network {
      inputs.files.append(try surroundings.file(network, option: "network", name: "of the network"))
    }
    return inputs
  }

  var exports: Exports {
    Exports(values: TextToImageRun.exportedValues + ["images", "captions", "parameters", "weights"])
  }

  var figureKind: FigureKind {
    .plot("the loss of noise and variance against optimizer steps")
  }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let start = try TextToImageStart(context)
    let pictures = try pictures(side: start.configuration.side, in: context)
    let texts = try CaptionEmbedding(model: start.model, context: context).texts(of: pictures.captions)
    try require(start.configuration, toTake: texts)
    let run = TextToImageRun(
      start.training(seed: context.seed), start.model.model.schedule, pictures, texts,
      from: try start.network())
    var session = try TrainingSession(run, in: context)
    let trained = try session.finish()
    let weights = try start.write(trained.result, to: context.output)
    let plot = try LossPlot.plot(of: trained.losses, yLabel: "loss").keeping(in: context)
    return BlockOutput(
      .plot(plot),
      values: trained.values + [
        NamedValue("images", count: pictures.count),
        NamedValue("captions", count: Set(pictures.captions).count),
        NamedValue("parameters", count: trained.network.parameterCount),
        NamedValue("weights", text: String(try FileHash.sha256(of: weights).prefix(12))),
      ])
  }
}
