import Checkpoints
import Diffusion
import Models
import Networks
import Pipeline
import SharedDirectives
import Tensors
import Text
import Training

/// What a `{model}` block's files say before anything runs, for the blocks that use the model, or what is known by then
/// of a model that a block trains.
struct ImageModelFacts: Sendable {
  /// What a network makes images of.
  enum Stage {
    /// Noise and a text.
    case first
    /// Noise, a text and a smaller image.
    case second
  }

  /// The block's id, for messages; the block itself does not know it.
  private(set) var id = ""
  /// Where the model is; of a trained one, where that is whose texts it goes with.
  let place: ModelPlace
  /// Whether the block trains the network, which then lies in its own result.
  let isTrained: Bool
  /// What its network is made of.
  let network: TextToImageConfiguration
  /// The timesteps that it was trained with.
  let trained: TrainedTimesteps
  /// How many there are.
  var timesteps: Int { trained.count }
  /// In a model of the second stage, how many levels of noise its small image may have.
  let noiseLevels: Int?
  /// Whether it has a text encoder.
  let hasEncoder: Bool
  /// The text encoder that a block trained and keeps with the network; nil where texts are those of `place`.
  let ownEncoder: T5Configuration?
  /// What the weights of a network take that is trained, in bytes.
  private let trainedBytes: Int?
  private let bytes: NetworkBytes
  /// Embeddings that take the encoder's place.
  let embeddings: PromptEmbeddings?
  /// The words that its texts were made of; nil where it has no tokenizer, or embeddings in its place.
  let words: KnownWords?

  init(
    _ model: TextToImageModel, at place: ModelPlace, _ embeddings: PromptEmbeddings?, _ words: KnownWords?
  ) {
    (self.place, self.embeddings, self.words) = (place, embeddings, words)
    isTrained = false
    network = model.network.configuration
    trained = model.timesteps
    noiseLevels = model.imageNoise?.count
    hasEncoder = model.folder.has(.textEncoder)
    (trainedBytes, bytes) = (nil, NetworkBytes(of: model.folder))
    ownEncoder = nil
  }

  /// A model whose network is trained with the schedule and the texts of another, `start`.
  ///
  /// - Parameter encoder: the text encoder that learns along.
  init(
    training network: TextToImageConfiguration, on captions: [String], from start: ImageModelFacts,
    encoder: T5Configuration? = nil
  ) {
    self.network = network
    isTrained = true
    ownEncoder = encoder ?? start.ownEncoder
    place = start.place
    (embeddings, hasEncoder) = encoder == nil ? (start.embeddings, start.hasEncoder) : (nil, true)
    (trained, noiseLevels) = (start.trained, network.isSecondStage ? start.noiseLevels : nil)
    (trainedBytes, bytes) = (Self.singleBytes(network.parameterCount), start.bytes)
    words = start.words?.adding(wordsOf: captions)
  }

  /// The facts of a model's block, if it could be looked at.
  init?(_ reference: BlockReference, in facts: InputFacts) {
    guard let found = facts.of(reference.id, as: ImageModelFacts.self) else { return nil }
    self = found
    id = reference.id
  }

  /// What the network's weights take of memory, in bytes.
  var weightBytes: Int { trainedBytes ?? bytes.value.weights }

  /// What the text encoder takes while it works, in bytes; 0 where there is none.
  var encoderBytes: Int { ownEncoder.map { Self.singleBytes($0.parameterCount) } ?? bytes.value.encoder }

  /// The side of its images, in pixels.
  var side: Int { network.side }

  /// The stage of the network; nil for one that no block can use.
  var stage: Stage? {
    network.isFirstStage ? .first : network.isSecondStage ? .second : nil
  }

  /// A prompt's embedding from the file of embeddings, [1, tokens, width].
  ///
  /// - Throws: `OptionMistake` for a prompt that the file does not have, with those that are near.
  func stored(_ prompt: String, option: String, in embeddings: PromptEmbeddings) throws -> Tensor {
    do throws(CheckpointError) { return try embeddings[prompt] } catch {
      throw mistake(error, option: option)
    }
  }

  /// The embeddings of a training's captions, from a file of embeddings or several.
  ///
  /// - Throws: as `stored`, at the option 'model'.
  func texts(of captions: [String], in files: [PromptEmbeddings]) throws -> CaptionTexts {
    do throws(CheckpointError) { return try CaptionTexts(of: captions, in: files) } catch {
      throw mistake(error, option: "model")
    }
  }

  /// What to say of embeddings that lack a prompt, or of another fault of theirs.
  private func mistake(_ error: CheckpointError, option: String) -> any Error {
    guard case .noPrompt(let prompt, let near, let count) = error.reason else {
      return TextToImageFault.embeddings(error)
    }
    let known = embeddings?.prompts ?? []
    return OptionMistake(
      option, .noEmbedding(of: prompt, model: id, count: count, near: near, known: known))
  }

  /// Requires an embedding to have a shape; throws an `OptionMistake` otherwise.
  static func require(_ text: Tensor, of prompt: String, option: String, shape: [Int]) throws {
    guard text.shape != shape else { return }
    throw OptionMistake(option, .embeddingShape(of: prompt, found: text.shape, expected: shape))
  }
}
