import Chapters
import Checkpoints
import Networks
import Pipeline
import Training

extension TrainTextToImageDirective {
  func examine(in surroundings: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    guard let start = examination.model(model, facts),
      let other = examination.check("network", { try network(in: surroundings) })
    else { return examination }
    let trained = other ?? start.network
    examination.check("model") {
      try start.requirePrompts(option: "model")
      guard let embeddings = start.embeddings else { return }
      let captions = try captions(in: surroundings).entries.prefix(limit ?? .max)
      let texts = try start.texts(of: captions.map(\.caption), in: [embeddings])
      try require(trained, toTake: texts)
    }
    examination.check("data") {
      try folder().requireUsablePictures(side: trained.side, in: surroundings)
    }
    let file = try? captions(in: surroundings)
    let texts = file.map { $0.entries.prefix(limit ?? .max).map(\.caption) } ?? []
    examination.check("warm-up") { try learning.requireRoomForWarmUp(images: texts.count) }
    examination.warn(ofWordsIn: texts, option: "data", start)
    examination.facts = ImageModelFacts(training: trained, on: texts, from: start)
    return examination
  }

  /// The network that an author names, of the first stage; nil for the model's own.
  ///
  /// - Throws: an `OptionMistake`.
  func network(in surroundings: Surroundings) throws -> TextToImageConfiguration? {
    guard let name = self.network else { return nil }
    let file = surroundings.url(name)
    let network: TextToImageConfiguration
    do throws(SettingsError) { network = try TextToImageConfiguration(contentsOf: file) } catch {
      let text = "\(error)".replacing(file.path, with: name)
      throw OptionMistake(
        "network",
        .invalid(text, remedy: "name the config.json of a network that 'report models' can verify"))
    }
    guard network.isFirstStage else {
      let channels = "takes \(network.inputChannels) channels and gives \(network.outputChannels)"
      throw OptionMistake(
        "network",
        .invalid(
          "the network \(channels), expected 3 and 3 or 6", remedy: "name a network of the first stage"))
    }
    return network
  }

  /// Throws an `OptionMistake` unless a network takes texts like these.
  func require(
    _ network: TextToImageConfiguration, toTake texts: CaptionTexts
  ) throws {
    let (width, expected) = (texts.empty.shape[2], network.textWidth)
    guard width != expected else { return }
    throw OptionMistake(
      self.network == nil ? "model" : "network",
      .invalid(
        "the network takes texts of \(expected) channels, and those of the captions have \(width)",
        remedy: "choose a network whose encoder_hid_dim is \(width)"))
  }
}
