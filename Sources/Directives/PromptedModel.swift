import Chapters
import Diffusion
import Foundation
import Networks
import Pipeline
import Tensors
import Training

/// A text-to-image model as a block uses it, with the way to embed prompts.
struct PromptedModel {
  let model: TextToImageModel
  private let id: String
  private let embeddings: PromptEmbeddings?

  /// The model of a `{model}` block.
  init(_ reference: BlockReference, _ context: RunContext) throws {
    let url = try context.file(ModelRecord.fileName, of: reference.id)
    let record: ModelRecord
    do { record = try JSONDecoder().decode(ModelRecord.self, from: Data(contentsOf: url)) } catch {
      throw EnvironmentFault.unreadable(path: url.path, reason: "it is no model's record")
    }
    do {
      model = try record.model(in: context.surroundings)
      embeddings = try record.promptEmbeddings(in: context.surroundings)
    } catch let mistake as OptionMistake {
      throw OptionMistake("model", mistake.mistake)  // there since the {model} block has run, and now gone
    }
    id = reference.id
  }

  /// The embeddings of prompts, each [1, tokens, width], all of one shape.
  ///
  /// - Parameter options: the option that each prompt comes from, for messages.
  func texts(_ prompts: [(option: String, prompt: String)]) throws -> [Tensor] {
    let texts = try embeddings.map { try stored(prompts, in: $0) } ?? encoded(prompts)
    let width = model.network.configuration.textWidth
    for ((option, prompt), text) in zip(prompts, texts) {
      guard text.shape[2] == width, text.shape == texts[0].shape else {
        throw OptionMistake(
          option,
          .invalid(
            "the embedding of '\(prompt)' has the shape \(text.shape), expected "
              + "[1, \(texts[0].shape[1]), \(width)]",
            remedy: "make the embeddings with the model's own encoder"
          ))
      }
    }
    return texts
  }

  /// A prompt guided by `options`.
  func guided(_ prompt: String, option: String = "prompt", _ options: PromptOptions) throws
    -> GuidedTextToImage
  {
    try guided([prompt], option: option, options)[0]
  }

  /// Several prompts, each guided by `options`.
  func guided(_ prompts: [String], option: String, _ options: PromptOptions) throws -> [GuidedTextToImage] {
    // The negative is not looked at where nothing is guided.
    let negatives = options.guidance == 1 ? [] : [(option: "negative", prompt: options.negative)]
    let texts = try texts(prompts.map { (option, $0) } + negatives)
    return texts.prefix(prompts.count).map {
      model.guided(by: $0, awayFrom: texts[texts.count - 1], scale: options.guidance)
    }
  }

  private func stored(
    _ prompts: [(option: String, prompt: String)], in embeddings: PromptEmbeddings
  ) throws -> [Tensor] {
    try prompts.map { option, prompt in
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
  }

  private func encoded(_ prompts: [(option: String, prompt: String)]) throws -> [Tensor] {
    guard model.folder.has(.textEncoder) else {
      throw OptionMistake(
        prompts[0].option,
        .invalid(
          "the model '\(id)' has no text encoder, so it knows no prompts",
          remedy: "give its {model} block 'embeddings': a safetensors file of prompts"))
    }
    do throws(ModelError) {
      let all = try PromptEncoder(model.folder).embeddings(of: prompts.map(\.prompt))
      return prompts.indices.map { all.rows($0..<$0 + 1) }
    } catch { throw EnvironmentFault.failed(error.description, remedy: "report models inspect tells more") }
  }
}
