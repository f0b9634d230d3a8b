import Chapters
import Diffusion
import SharedDirectives

extension TrainTextToImageDirective {
  /// The weights before the first step.
  enum Weights: String, SchemaChoice {
    /// Those of the model, which goes on learning.
    case model
    /// Drawn by the seed.
    case random
  }

  static var schema: Schema<Self> {
    Schema(
      [
        .required(
          "model", \.model,
          "the {model} whose network, schedule and text encoder it starts from, "
            + "or another block like this"),
        .required(
          "data", \.data, "the folder of the pictures, with their captions.tsv, or of shards of pictures"),
        .option("limit", \.limit, "only so many pictures, the first ones", .positive),
        .option(
          "small", \.small,
          "for a second stage, a folder of shards with the same pictures at half the size; halved if left out"
        ),
        .option(
          "network", \.network,
          "the config.json of another network to train, from random weights, in place of the model's"),
        .option(
          "weights", \.weights,
          "the weights to start from (if left out, the model's, or random ones of another network)"),
        .option("prediction", \.prediction, "what the network predicts (what the model's does if left out)"),
        .option("drop", \.drop, "the share of pictures that lose their text in a step", .range(0...1)),
      ] + LearningOptions.fields(at: \.learning) + LearningRecipe.fields(at: \.recipe))
  }
}

extension PredictionTarget: SchemaChoice {}
