import Checkpoints
import Models
import Networks
import Pipeline
import SharedDirectives
import Training

extension TrainTextToImageDirective {
  func examine(in surroundings: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    let start = examination.model(model, stage: nil, facts)
    let other = examination.check("network") { try network(in: surroundings) }
    let folder = folder(in: surroundings)
    let side = other.flatMap { $0 ?? start?.network }?.side
    examination.check("data") { try folder.requireUsable(side: side, in: surroundings) }
    let texts = try? folder.texts(in: surroundings)
    if let texts { examination.warn(ofLimit: limit, of: "'\(data)'", count: texts.total) }
    guard let start, let other else { return examination }
    let trained = other ?? start.network
    guard examination.check("model", { try require(trained, toBeOfTheStageOf: start) }) != nil else {
      return examination
    }
    examination.check("small") {
      try requireSmall(of: texts?.captions ?? [], for: trained, in: surroundings)
    }
    let encoder = examination.check("encoder") { try learningEncoder(of: start, in: surroundings) }
    if let encoder {
      examination.check("model") {
        try requireTexts(of: texts?.captions ?? [], from: start, encoder, for: trained)
      }
      examination.check("continue") { try requireState(of: trained, encoder, in: surroundings) }
    }
    examination.check("warm-up") { try learning.requireRoomForWarmUp(images: texts?.captions.count ?? 0) }
    let words = texts?.words ?? []
    examination.warn(ofWordsIn: words, option: "data", start)
    examination.facts = ImageModelFacts(
      training: trained, on: words, from: start, encoder: encoder ?? nil)
    return examination
  }

  /// Requires the small pictures to be the same as the large ones, and the network to enlarge them.
  ///
  /// - Throws: an `OptionMistake`.
  private func requireSmall(
    of captions: [String], for trained: TextToImageConfiguration, in surroundings: Surroundings
  ) throws {
    guard let smallFolder else { return }
    guard trained.isSecondStage else {
      throw OptionMistake.meaningless(
        "small", because: "for a network of the first stage", remedy: "remove it")
    }
    try smallFolder.requireUsable(side: trained.side / 2, in: surroundings)
    let own = try smallFolder.shards(in: surroundings).captions
    guard own != captions, !captions.isEmpty else { return }
    let first = zip(own, captions).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    throw OptionMistake(
      "small", .otherSmallPictures(first: (first ?? min(own.count, captions.count)) + 1))
  }

  /// The network that an author names; nil for the model's own.
  ///
  /// - Throws: an `OptionMistake`.
  func network(in surroundings: Surroundings) throws -> TextToImageConfiguration? {
    guard let name = network else { return nil }
    do throws(SettingsError) {
      return try TextToImageConfiguration(contentsOf: surroundings.url(name))
    } catch {
      throw OptionMistake("network", .network(SettingsError(file: name, error.reason)))
    }
  }

  /// Requires the network to make images of what the model's makes them of: the schedule is that of the model.
  private func require(
    _ trained: TextToImageConfiguration, toBeOfTheStageOf start: ImageModelFacts
  ) throws {
    guard start.stage != nil else { return try start.require(.first, option: "model") }
    guard trained.isFirstStage && start.stage == .first || trained.isSecondStage && start.stage == .second
    else {
      throw OptionMistake(
        "network",
        .networkOfAnotherStage(
          inputs: trained.inputChannels, outputs: trained.outputChannels,
          isSecondStage: start.stage == .second))
    }
  }

  /// Requires the captions' texts to be there, or an encoder that learns, of the network's width.
  private func requireTexts(
    of captions: [String], from start: ImageModelFacts, _ encoder: T5Configuration?,
    for trained: TextToImageConfiguration
  ) throws {
    if let encoder {
      guard encoder.width != trained.textWidth else { return }
      throw OptionMistake(
        recipe.encoderNetwork == nil ? (network == nil ? "model" : "network") : "encoder-network",
        .encoderWidth(network: trained.textWidth, encoder: encoder.width))
    }
    try start.requirePrompts(option: "model", mayNameAnother: false)
    guard let embeddings = start.embeddings else { return }
    try require(trained, toTake: try start.texts(of: captions, in: [embeddings]))
  }

  /// Requires a network to take texts like these; throws an `OptionMistake` otherwise.
  func require(_ network: TextToImageConfiguration, toTake texts: CaptionTexts) throws {
    let (width, expected) = (texts.empty.shape[2], network.textWidth)
    guard width != expected else { return }
    throw OptionMistake(
      self.network == nil ? "model" : "network", .textWidth(network: expected, captions: width))
  }
}
