import Checkpoints
import Networks
import Pipeline
import SharedDirectives
import Training

extension TrainTextToImageDirective {
  func examine(in surroundings: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    let start = examination.model(model, facts)
    let other = examination.check("network") { try network(in: surroundings) }
    let side = other.flatMap { $0 ?? start?.network }?.side
    examination.check("data") { try folder.requireUsablePictures(side: side, in: surroundings) }
    if let captions = try? folder.captions(in: surroundings) {
      examination.warn(ofLimit: limit, of: "'\(data)'", count: captions.entries.count)
    }
    guard let start, let other else { return examination }
    let trained = other ?? start.network
    let captions = { try folder.captions(in: surroundings).entries.prefix(limit ?? .max).map(\.caption) }
    examination.check("model") {
      try start.requirePrompts(option: "model")
      guard let embeddings = start.embeddings else { return }
      try require(trained, toTake: try start.texts(of: captions(), in: [embeddings]))
    }
    let texts = (try? captions()) ?? []
    examination.check("warm-up") { try learning.requireRoomForWarmUp(images: texts.count) }
    examination.warn(ofWordsIn: texts, option: "data", start)
    examination.facts = ImageModelFacts(training: trained, on: texts, from: start)
    return examination
  }

  /// The network that an author names, of the first stage; nil for the model's own.
  ///
  /// - Throws: an `OptionMistake`.
  func network(in surroundings: Surroundings) throws -> TextToImageConfiguration? {
    guard let name = network else { return nil }
    let network: TextToImageConfiguration
    do throws(SettingsError) {
      network = try TextToImageConfiguration(contentsOf: surroundings.url(name))
    } catch {
      throw OptionMistake("network", .network(SettingsError(file: name, error.reason)))
    }
    guard network.isFirstStage else {
      throw OptionMistake(
        "network", .networkOfLaterStage(inputs: network.inputChannels, outputs: network.outputChannels))
    }
    return network
  }

  /// Requires a network to take texts like these; throws an `OptionMistake` otherwise.
  func require(_ network: TextToImageConfiguration, toTake texts: CaptionTexts) throws {
    let (width, expected) = (texts.empty.shape[2], network.textWidth)
    guard width != expected else { return }
    throw OptionMistake(
      self.network == nil ? "model" : "network", .textWidth(network: expected, captions: width))
  }
}
