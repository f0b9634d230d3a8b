import Checkpoints
import Foundation
import Models
import Networks
import Pipeline
import SharedDirectives
import Training

/// A text encoder that learns along, before its training.
struct EncoderStart {
  let configuration: T5Configuration
  /// The file that says so.
  let file: URL
  /// Whose tokenizer it takes.
  let source: ModelFolder
  /// Whether it goes on with the weights of `source`.
  let startsFromWeights: Bool

  /// - Throws: a `TextToImageFault`.
  func learning() throws -> LearningEncoder {
    do throws(ModelError) {
      let tokenizer = try source.captionTokenizer(for: configuration)
      return LearningEncoder(
        configuration, tokenizer, from: startsFromWeights ? try source.encoderToTrain() : nil)
    } catch { throw TextToImageFault.changedModel(error) }
  }
}
