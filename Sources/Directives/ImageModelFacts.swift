import Chapters
import Diffusion
import Networks
import Pipeline
import Tensors
import Training

/// What a `{model}` block's files say before anything runs, for the blocks that use the model.
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
  /// Where the model is.
  let place: ModelPlace
  /// What its network is made of.
  let network: TextToImageConfiguration
  /// The side of its images, in pixels.
  let side: Int
  /// How many timesteps it was trained with.
  let timesteps: Int
  /// In a model of the second stage, how many levels of noise its small image may have.
  let noiseLevels: Int?
  /// Whether it has a text encoder.
  let hasEncoder: Bool
  /// Embeddings that take the encoder's place.
  let embeddings: PromptEmbeddings?

  init(_ model: TextToImageModel, at place: ModelPlace, _ embeddings: PromptEmbeddings?) {
    self.place = place
    self.embeddings = embeddings
    network = model.network.configuration
    side = model.side
    timesteps = model.schedule.count
    noiseLevels = model.imageNoise?.count
    hasEncoder = model.folder.has(.textEncoder)
  }

  /// The facts of a `{model}` block, if it could be looked at.
  init?(_ reference: BlockReference, in facts: InputFacts) {
    guard let found = facts.of(reference.id, as: ImageModelFacts.self) else { return nil }
    self = found
    id = reference.id
  }

  /// The stage of the network; nil for one that no block can use.
  var stage: Stage? {
    guard [3, 6].contains(network.outputChannels) else { return nil }
    if network.inputChannels == 3, !network.isToldNoiseLevel { return .first }
    return network.inputChannels == 6 && network.isToldNoiseLevel ? .second : nil
  }

  /// A prompt's embedding from the file of embeddings, [1, tokens, width].
  ///
  /// - Throws: `OptionMistake` for a prompt that the file does not have, with those that are near.
  func stored(_ prompt: String, option: String, in embeddings: PromptEmbeddings) throws -> Tensor {
    do throws(CheckpointError) { return try embeddings[prompt] } catch {
      guard case .noPrompt(_, let near, let count) = error.reason else {
        throw EnvironmentFault.failed(error.description, remedy: nil)
      }
      let known = near.isEmpty ? embeddings.prompts.prefix(8) : near.prefix(8)
      let names = known.map { "'\($0)'" }.joined(separator: ", ")
      throw OptionMistake(
        option,
        .invalid(
          "the embeddings of '\(id)' have \(count) prompts, but not '\(prompt)'",
          remedy: near.isEmpty ? "known: \(names)" : "did you mean \(names)?"))
    }
  }

  /// Requires an encoder, or a file of embeddings.
  func requirePrompts(option: String) throws {
    guard embeddings == nil, !hasEncoder else { return }
    throw OptionMistake(
      option,
      .invalid(
        "the model '\(id)' has no text encoder, so it knows no prompts",
        remedy: stage == .second
          ? "name the {model} of the first stage as 'encoder', or give its own block 'embeddings'"
          : "give its {model} block 'embeddings': a safetensors file of prompts"))
  }

  /// Requires an embedding to fit a network.
  static func require(_ text: Tensor, of prompt: String, option: String, shape: [Int]) throws {
    guard text.shape != shape else { return }
    throw OptionMistake(
      option,
      .invalid(
        "the embedding of '\(prompt)' has the shape \(text.shape), expected \(shape)",
        remedy: "make the embeddings with the model's own encoder"))
  }
}
