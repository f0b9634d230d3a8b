import Chapters
import Networks
import Pipeline
import SharedDirectives
import Training

/// What a training of a text-to-image model may do beside the plain way: the choices by which a small network learns fast
/// from nothing.
struct LearningRecipe: OptionGroup {
  var encoder = Encoder.fixed
  var encoderNetwork: String?
  var timesteps = TimestepChoice.independent
  var weighting = NoiseWeighting.plain
  var betas = [0.9, 0.999]
  var weightDecay = 0.0
  var start = Start.drawn
  var state: String?

  /// What the text encoder does.
  enum Encoder: String, SchemaChoice {
    /// It stays as it is: captions are embedded once, before the first step.
    case fixed
    /// It learns along from the model's weights.
    case learns
    /// It learns along from weights that the seed draws.
    case random
  }

  /// How drawn weights begin.
  enum Start: String, SchemaChoice {
    /// As torch's layers do.
    case drawn
    /// So, but for the ends of all residual branches, which are zero.
    case zeroResiduals = "zero-residuals"
  }

  static var schema: Schema<LearningRecipe> {
    Schema([
      .option(
        "encoder", \.encoder, "whether the text encoder learns along, from the model's weights or random ones"
      ),
      .option(
        "encoder-network", \.encoderNetwork,
        "the config.json of another text encoder, from random weights, in place of the model's"),
      .option(
        "timesteps", \.timesteps,
        "how a step's timesteps are drawn: each by itself, or one from each of as many equal parts of the schedule"
      ),
      .option(
        "weighting", \.weighting,
        "how much the error of each timestep counts: all alike, or by the signal-to-noise ratio, cut off at "
          + NoiseWeighting.cap.canonical),
      .option("betas", \.betas, "the decays of Adam's two moments", .betas),
      .option(
        "weight-decay", \.weightDecay,
        "the share of kernels and matrices, times the rate, that goes in every step (AdamW)", .range(0...1)),
      .option("start", \.start, "how random weights of the network begin"),
      .option(
        "continue", \.state,
        "the compact state of such a training, compact.safetensors, to go on from in place of a start"),
    ])
  }

  /// Whether the encoder learns.
  var encoderLearns: Bool { encoder != .fixed }

  /// Adam's settings, where they are not torch's.
  var adam: Adam.Settings? {
    let settings = Adam.Settings(beta1: betas[0], beta2: betas[1], weightDecay: weightDecay)
    return settings == Adam.Settings() ? nil : settings
  }

  /// - Parameter drawsWeights: whether the network's weights are drawn.
  func contradictions(drawsWeights: Bool) -> [OptionMistake] {
    var mistakes: [OptionMistake] = []
    if start != .drawn, !drawsWeights {
      mistakes.append(
        .meaningless(
          "start", because: "where the model's own weights go on learning",
          remedy: "remove it, or write 'weights: random'"))
    }
    if encoderNetwork != nil, encoder != .random {
      mistakes.append(
        .meaningless(
          "encoder-network", because: "without a text encoder that learns from random weights",
          remedy: "remove it, or write 'encoder: random'"))
    }
    return mistakes
  }
}

extension TimestepChoice: SchemaChoice {}
extension NoiseWeighting: SchemaChoice {}

extension Bound where T == [Double] {
  fileprivate static var betas: Bound {
    Bound("two numbers from 0 to less than 1") { $0.count == 2 && $0.allSatisfy { 0..<1 ~= $0 } }
  }
}
