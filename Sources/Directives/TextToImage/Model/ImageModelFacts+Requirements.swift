import Chapters
import Pipeline
import SharedDirectives

extension ImageModelFacts {
  /// Requires timesteps to be of the model's schedule; throws an `OptionMistake` otherwise.
  func require(timesteps wanted: [Int]) throws {
    guard let wrong = wanted.first(where: { $0 >= timesteps }) else { return }
    throw OptionMistake.outOfRange(
      "timesteps", expected: "timesteps from 0 to \(timesteps - 1)", found: String(wrong))
  }

  /// Requires starts to be indices of a list of timesteps, or the number of them; throws an `OptionMistake` otherwise.
  func require(starts: [Int], option: String, of prompting: PromptOptions) throws {
    guard let mistake = prompting.mistake(start: option, starts, timesteps: trained) else { return }
    throw OptionMistake(option, mistake)
  }

  /// Requires the network to take the sides of an image, as it halves them; throws an `OptionMistake` otherwise.
  func require(image: BlockReference, _ facts: InputFacts) throws {
    let multiple = network.sizeMultiple
    guard let side = facts.pictures(of: image)?.side, side % multiple != 0 else { return }
    throw OptionMistake(
      "image", .imageOfOtherSide(id: image.id, side: side, multiple: multiple, modelSide: self.side))
  }

  /// Requires a level of noise for the small image of a second stage; throws an `OptionMistake` otherwise.
  func require(noiseLevel: Int, option: String) throws {
    guard let noiseLevels, noiseLevel >= noiseLevels else { return }
    throw OptionMistake.outOfRange(
      option, expected: "from 0 to \(noiseLevels - 1)", found: String(noiseLevel))
  }

  /// Requires a stage; throws an `OptionMistake` otherwise.
  func require(_ wanted: Stage, option: String) throws {
    guard stage != wanted else { return }
    let (inputs, outputs) = (network.inputChannels, network.outputChannels)
    throw switch wanted {
    case .first:
      OptionMistake(
        option,
        .notFirstStage(model: id, inputs: inputs, outputs: outputs, isSecondStage: stage == .second))
    case .second: OptionMistake(option, .notSecondStage(model: id, inputs: inputs, outputs: outputs))
    }
  }
}

extension Examination {
  /// The model of a block, given or trained, if it could be looked at and is of the stage.
  mutating func model(
    _ reference: BlockReference, option: String = "model", stage: ImageModelFacts.Stage? = .first,
    _ facts: InputFacts
  ) -> ImageModelFacts? {
    guard let model = ImageModelFacts(reference, in: facts) else { return nil }
    guard let stage else { return model }
    return check(option) { try model.require(stage, option: option) } == nil ? nil : model
  }

  /// Prompts that a model cannot embed; and a warning where it never saw a word of them.
  ///
  /// - Parameter width: the channels of a token in the network that they are for; by default the model's own.
  mutating func check(
    prompts: [(option: String, prompt: String)], of model: ImageModelFacts, width: Int? = nil
  ) {
    guard let first = prompts.first else { return }
    check(first.option) { try model.requirePrompts(option: first.option) }
    for option in prompts.map(\.option).distinct {
      warn(ofWordsIn: prompts.filter { $0.option == option }.map(\.prompt), option: option, model)
    }
    guard let embeddings = model.embeddings else { return }
    for (option, prompt) in prompts {
      check(option) {
        let text = try model.stored(prompt, option: option, in: embeddings)
        let shape = [1, text.shape[1], width ?? model.network.textWidth]
        try ImageModelFacts.require(text, of: prompt, option: option, shape: shape)
      }
    }
  }

  /// Steps that the model's file makes more or others of than there are timesteps, and samplers that do not heed it.
  mutating func check(
    stepsOf prompting: PromptOptions, option: String = "steps", of model: ImageModelFacts
  ) {
    let trained = model.trained
    guard case .equal(let steps) = prompting.steps, !trained.isUsual else { return }
    let isHeeded =
      switch prompting.sampler {
      case .ddpm, .ddim: true
      case .dpmSolver, .unipc: trained.spacing != .leading
      case .heun: false
      }
    guard isHeeded else {
      warn(
        "sampler",
        TextToImageMistake.spacingUnheeded(
          prompting.sampler, spacing: trained.spacing.rawValue, offset: trained.offset))
      return
    }
    guard ImageMethod.withoutMemory.contains(prompting.sampler), steps > trained.mostSteps else { return }
    check(option) {
      throw OptionMistake.outOfRange(
        option,
        expected:
          "at most \(trained.mostSteps) for the model '\(model.id)', whose steps_offset is \(trained.offset)",
        found: String(steps))
    }
  }

  /// Warns of words that a model never saw, with those that may have been meant.
  mutating func warn(ofWordsIn texts: [String], option: String, _ model: ImageModelFacts) {
    guard let known = model.words else { return }
    let unseen = texts.flatMap(known.strangers).distinct
    guard !unseen.isEmpty else { return }
    let near = unseen.prefix(TextToImageMistake.namedWords).compactMap {
      Suggestion.nearest(to: $0, among: known.words)
    }
    let mistake = TextToImageMistake.unseenWords(
      unseen, near: near.distinct, option: option, model: model.id, isList: known.isList)
    warn(option, mistake)
  }
}
