import Chapters
import Pipeline
import SharedDirectives

extension ImageModelFacts {
  /// Requires timesteps to be of the model's schedule.
  func require(timesteps wanted: [Int]) throws {
    guard let wrong = wanted.first(where: { $0 >= timesteps }) else { return }
    throw OptionMistake.outOfRange(
      "timesteps", expected: "timesteps from 0 to \(timesteps - 1)", found: String(wrong))
  }

  /// Requires starts to be indices of a list of timesteps, or the number of them.
  func require(starts: [Int], option: String, of prompting: PromptOptions) throws {
    guard let mistake = prompting.mistake(start: option, starts, timesteps: timesteps) else { return }
    throw OptionMistake(option, mistake)
  }

  /// Requires the network to take the sides of an image, as it halves them.
  func require(image: BlockReference, _ facts: InputFacts) throws {
    guard let side = facts.of(image.id, as: ImageFacts.self)?.side, side % network.sizeMultiple != 0 else {
      return
    }
    throw OptionMistake(
      "image",
      .invalid(
        "the image '\(image.id)' is \(side) pixels wide; the model takes multiples of \(network.sizeMultiple)",
        remedy: "set its size to the model's, \(self.side)"))
  }

  /// Requires a stage.
  func require(_ wanted: Stage, option: String) throws {
    guard stage != wanted else { return }
    let channels = "takes \(network.inputChannels) channels and gives \(network.outputChannels)"
    throw switch wanted {
    case .first:
      OptionMistake(
        option,
        .invalid(
          "the network of '\(id)' \(channels), expected 3 and 3 or 6, as in a model of the first stage",
          remedy: stage == .second
            ? "name another {model}; {upscale} takes this one" : "name a model of the first stage"))
    case .second:
      OptionMistake(
        option,
        .invalid(
          "the network of '\(id)' \(channels), expected 6 and 3 or 6 and a noise level, as in a model of the "
            + "second stage",
          remedy: "name a {model} that makes large images of small ones"))
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

  /// Warns of words that a model never saw.
  mutating func warn(ofWordsIn texts: [String], option: String, _ model: ImageModelFacts) {
    guard let words = model.words else { return }
    let strangers = UnseenWords(in: texts, of: words)
    if let mistake = strangers.mistake(option: option, model: model.id) { warn(option, mistake) }
  }
}
