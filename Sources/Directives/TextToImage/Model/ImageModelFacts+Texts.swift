import Checkpoints
import Models
import Networks
import Pipeline
import SharedDirectives

extension ImageModelFacts {
  /// Whether it can embed prompts.
  var hasTexts: Bool { embeddings != nil || hasEncoder }

  /// Requires an encoder, or a file of embeddings; throws an `OptionMistake` otherwise.
  ///
  /// - Parameter mayNameAnother: whether the block could name a model whose encoder is taken in place of a second stage's.
  func requirePrompts(option: String, mayNameAnother: Bool = true) throws {
    guard !hasTexts else { return }
    throw OptionMistake(
      option, .noEncoder(model: id, isSecondStage: mayNameAnother && stage == .second))
  }

  /// The text encoder that a training can go on with, or be made like.
  ///
  /// - Throws: an `OptionMistake` at 'encoder' for a model that has none, or a `TextToImageFault`.
  func encoderToTrain() throws -> T5Configuration {
    if let ownEncoder { return ownEncoder }
    guard hasEncoder else { throw OptionMistake("encoder", .noEncoderToTrain(model: id)) }
    do throws(ModelError) {
      let folder = try ModelFolder(place.folder)
      let configuration = try folder.textConfiguration()
      _ = try folder.captionTokenizer(for: configuration)
      return configuration
    } catch { throw TextToImageFault.unusableModel(error) }
  }

  /// Requires the model to have a tokenizer with no more ids than an encoder.
  ///
  /// - Throws: an `OptionMistake` at 'encoder-network'.
  func requireTokenizer(for encoder: T5Configuration) throws {
    do throws(ModelError) { _ = try ModelFolder(place.folder).captionTokenizer(for: encoder) } catch {
      throw OptionMistake("encoder-network", .tokenizerOfAnother(error))
    }
  }
}
