import Tensors

/// What fixes the architecture of a text-to-image UNet: the part of diffusers' `UNet2DConditionModel` that the
/// DeepFloyd IF family uses, in words of its own.
public struct TextToImageConfiguration: Codable, Hashable, Sendable {
  /// One resolution, which is half of the one before.
  public struct Level: Codable, Hashable, Sendable {
    /// Channels of its blocks.
    public var channels: Int
    /// Residual blocks on the way down; on the way up there is one more.
    public var layers: Int
    /// Channels of an attention head.
    public var headWidth: Int
    /// Whether its blocks on the way down have attentions behind them.
    public var attends: Bool
    /// Whether the attentions see the text only, and not the pixels.
    public var attendsToTextOnly: Bool
  }

  /// Groups in which torch normalises text in an attention.
  static let crossGroups = 32

  /// The side of the images that it was made for; nil where the file does not say.
  public var sampleSize: Int?
  /// Channels of the input: 3, or 6 with a low-resolution image behind the noisy one.
  public var inputChannels: Int
  /// Channels of the output: 3 of noise, and in a network that learns the variance 3 more.
  public var outputChannels: Int
  /// From the full resolution down.
  public var levels: [Level]
  /// Whether the blocks on the way up have attentions, from the lowest resolution up.
  public var upAttends: [Bool]
  /// Whether the attention at the lowest resolution sees the text only.
  public var middleAttendsToTextOnly: Bool
  /// Channels of a token in an attention.
  public var crossAttentionWidth: Int
  /// Channels of a token of the text encoder, when they are projected to those of an attention.
  public var encoderWidth: Int?
  /// Heads that pool the text into the time embedding; nil without such a pooling.
  public var textPoolingHeads: Int?
  /// Whether the attentions normalise the text.
  public var normalizesText: Bool
  /// Whether the network is told a noise level beside the timestep, as those of the second stage are.
  public var isToldNoiseLevel: Bool
  /// Length of the time embedding when it is not four times the channels of the first level.
  public var timeEmbeddingWidth: Int?
  /// Whether the time embedding goes through a GELU once, before all blocks.
  public var activatesTimeOnce: Bool
  /// Whether the blocks take the time embedding as it is, without a GELU of their own.
  public var skipsTimeActivation: Bool
  /// What a residual block's result is divided by.
  public var outputScale: Double
  /// The same at the lowest resolution.
  public var middleScale: Double
  /// Groups of the normalisations.
  public var groups: Int
  /// Epsilon of the residual blocks' normalisations.
  public var epsilon: Double
  /// Whether the cosines come first in the sinusoids of a timestep.
  public var cosinesFirst: Bool
  /// See `SinusoidalEmbedding`.
  public var frequencyShift: Double

  /// Length of the time embedding.
  public var timeWidth: Int { timeEmbeddingWidth ?? 4 * levels[0].channels }
  /// Channels of a token that the network is given.
  public var textWidth: Int { encoderWidth ?? crossAttentionWidth }
  /// The side of the images that it was made for, in pixels; the family's 64 where the file does not say.
  public var side: Int { sampleSize ?? 64 }
  /// Sides of images are multiples of this.
  public var sizeMultiple: Int { 1 << (levels.count - 1) }
  /// Whether the output has a code of the variance behind the noise.
  public var learnsVariance: Bool { outputChannels == 6 }

  var projectsText: Bool { encoderWidth != nil }
  var sinusoids: SinusoidalEmbedding {
    SinusoidalEmbedding(
      channels: levels[0].channels, cosinesFirst: cosinesFirst, frequencyShift: frequencyShift)
  }

  func normalization(withGELU: Bool) -> GroupNormalization {
    GroupNormalization(groups: groups, epsilon: epsilon, followedByGELU: withGELU)
  }

  /// A stage on the way down, counted from the full resolution: channels that each of its blocks is given, and its level.
  func downStage(_ index: Int) -> (inputs: [Int], level: Level) {
    let (level, before) = (levels[index], levels[max(0, index - 1)].channels)
    return ([before] + [Int](repeating: level.channels, count: level.layers - 1), level)
  }

  /// A stage on the way up, counted from the lowest resolution. Its blocks are given channels from below, or from one
  /// another, and beside them what they take back from the way down.
  ///
  /// Head widths are not taken in reverse: diffusers gives stage i on the way up the width of level i.
  func upStage(_ index: Int) -> (inputs: [Int], level: Level) {
    let reversed = Array(levels.reversed())
    var level = reversed[index]
    level.headWidth = levels[index].headWidth
    let below = [reversed[max(0, index - 1)].channels]
    let last = [reversed[min(index + 1, reversed.count - 1)].channels]
    let own = [Int](repeating: level.channels, count: level.layers)
    return (zip(below + own, own + last).map(+), level)
  }
}
