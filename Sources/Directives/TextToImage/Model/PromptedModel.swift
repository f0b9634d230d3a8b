import Models
import Pipeline
import SharedDirectives
import Tensors

/// A text-to-image model as a block uses it, with the way to embed prompts.
struct PromptedModel {
  let model: TextToImageModel
  /// What was known of it before anything ran.
  let facts: ImageModelFacts

  /// The model of a `{model}` block, or the one that a block has trained.
  init(_ reference: BlockReference, _ context: RunContext) throws {
    guard let facts = ImageModelFacts(reference, in: context.facts) else {
      throw TextToImageFault.unseenModel(id: reference.id)
    }
    self.facts = facts
    model = try facts.isTrained ? context.trainedModel(of: reference, facts) : facts.place.model()
  }

  /// The embeddings of prompts, each [1, tokens, width], all of one shape.
  ///
  /// - Parameters:
  ///   - prompts: each with the option that it comes from, for messages.
  ///   - width: the channels of a token in the network that they are for; by default the model's own.
  func texts(_ prompts: [(option: String, prompt: String)], width: Int? = nil) throws -> [Tensor] {
    let texts =
      try facts.embeddings.map { embeddings in
        try prompts.map { try facts.stored($0.prompt, option: $0.option, in: embeddings) }
      } ?? encoded(prompts)
    let width = width ?? model.network.configuration.textWidth
    for ((option, prompt), text) in zip(prompts, texts) {
      let shape = [1, texts[0].shape[1], width]
      try ImageModelFacts.require(text, of: prompt, option: option, shape: shape)
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
    let texts = try texts(options.embedded(prompts, option: option))
    return texts.prefix(prompts.count).map {
      model.guided(by: $0, awayFrom: texts[texts.count - 1], scale: options.guidance)
    }
  }

  /// The model's text encoder.
  ///
  /// - Throws: `OptionMistake` at the option for a model that has none.
  func encoder(option: String) throws -> PromptEncoder {
    try facts.requirePrompts(option: option)
    guard facts.ownEncoder != nil else { return try facts.place.encoder() }
    do throws(ModelError) { return try PromptEncoder(model.folder) } catch {
      throw TextToImageFault.changedModel(error)
    }
  }

  /// Where the text encoder and the tokenizer are.
  ///
  /// - Throws: a `TextToImageFault`.
  func textFolder() throws -> ModelFolder {
    guard facts.ownEncoder == nil else { return model.folder }
    do throws(ModelError) { return try ModelFolder(facts.place.folder) } catch {
      throw TextToImageFault.changedModel(error)
    }
  }

  private func encoded(_ prompts: [(option: String, prompt: String)]) throws -> [Tensor] {
    try encoder(option: prompts[0].option).texts(of: prompts.map(\.prompt)).eachRow
  }
}

extension PromptEncoder {
  /// The embeddings of texts, [texts.count, tokens, width].
  ///
  /// - Throws: a `TextToImageFault` for files that have changed.
  func texts(of texts: [String]) throws -> Tensor {
    do throws(ModelError) { return try embeddings(of: texts) } catch {
      throw TextToImageFault.changedModel(error)
    }
  }
}

extension RunContext {
  /// The model that a block has trained, its files checked against the sums of when they were written.
  fileprivate func trainedModel(
    of reference: BlockReference, _ facts: ImageModelFacts
  ) throws -> TextToImageModel {
    let written =
      ModelFolder.writtenFiles(isSecondStage: facts.stage == .second)
      + (facts.ownEncoder == nil ? [] : ModelFolder.writtenTextFiles)
    let files = try written.map {
      try file("\(ModelBlock.trainedFolder)/\($0)", of: reference.id)
    }
    let folder = files[0].deletingLastPathComponent().deletingLastPathComponent()
    do throws(ModelError) { return try TextToImageModel(ModelFolder(folder)) } catch {
      throw TextToImageFault.changedModel(error)
    }
  }
}
