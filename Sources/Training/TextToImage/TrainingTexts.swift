import Checkpoints
import Foundation
import Models
import Networks
import Tensors
import Text

/// Where a training has the texts of its captions from.
public enum TrainingTexts: Sendable {
  /// They were embedded before.
  case embedded(CaptionTexts)
  /// A text encoder embeds them, which learns along.
  case learned(LearningEncoder)

  /// The channels of a token.
  var width: Int {
    switch self {
    case .embedded(let texts): texts.empty.shape[2]
    case .learned(let encoder): encoder.configuration.width
    }
  }

  /// The texts of captions, of which some are dropped for the empty one.
  ///
  /// Throws a `CheckpointError` when a file of embeddings has changed since it was opened.
  func text(of captions: [String], keeping keeps: [Bool]) throws(CheckpointError) -> BatchText {
    switch self {
    case .embedded(let texts):
      .embedded(
        try texts.texts(of: captions).replacingRows(where: keeps.map(!), with: texts.empty))
    case .learned(let encoder):
      .tokens(zip(captions, keeps).map { encoder.tokenizer.tokens(of: $1 ? $0 : "") })
    }
  }

  /// Adds everything that decides about the texts, but for weights that the seed draws.
  func add(to checksum: inout Checksum) {
    switch self {
    case .embedded(let texts): texts.add(to: &checksum)
    case .learned(let encoder):
      checksum.add(Data("\(encoder.configuration)".utf8))
      for (_, weight) in encoder.start?.namedTensors ?? [] { checksum.add(weight) }
    }
  }
}

/// A text encoder that is trained together with the network that reads it.
public struct LearningEncoder: Sendable {
  /// Captions to the ids that it takes.
  public let tokenizer: CaptionTokenizer
  /// What it is made of.
  public let configuration: T5Configuration
  /// The weights that it goes on with; the seed draws them if nil.
  public let start: T5Encoder?

  /// An encoder with weights of its own, or with drawn ones.
  public init(_ configuration: T5Configuration, _ tokenizer: CaptionTokenizer, from start: T5Encoder? = nil) {
    precondition(
      start == nil || start?.configuration == configuration,
      "LearningEncoder: expected an encoder of the configuration")
    (self.configuration, self.tokenizer, self.start) = (configuration, tokenizer, start)
  }
}
