import Checkpoints
import Foundation
import Models
import Networks
import Pipeline
import SharedDirectives
import Training

extension TrainTextToImageDirective {
  /// The text encoder that an author names; nil for the model's own.
  ///
  /// - Throws: an `OptionMistake`.
  func encoderNetwork(in surroundings: Surroundings) throws -> T5Configuration? {
    guard let name = recipe.encoderNetwork else { return nil }
    do throws(SettingsError) { return try T5Configuration(surroundings.url(name)) } catch {
      throw OptionMistake("encoder-network", .encoderNetwork(SettingsError(file: name, error.reason)))
    }
  }

  /// The encoder that learns along; nil where it does not.
  ///
  /// - Throws: an `OptionMistake` for a model without one.
  func learningEncoder(
    of start: ImageModelFacts, in surroundings: Surroundings
  ) throws -> T5Configuration? {
    guard recipe.encoderLearns else { return nil }
    if let other = try encoderNetwork(in: surroundings) {
      try start.requireTokenizer(for: other)
      return other
    }
    return try start.encoderToTrain()
  }

  /// What becomes of the text encoder in a run.
  func encoderStart(of model: PromptedModel, in surroundings: Surroundings) throws -> EncoderStart? {
    guard let configuration = try learningEncoder(of: model.facts, in: surroundings) else { return nil }
    let source = try model.textFolder()
    return EncoderStart(
      configuration: configuration,
      file: recipe.encoderNetwork.map { surroundings.url($0) } ?? source.settings(of: .textEncoder),
      source: source, startsFromWeights: recipe.encoder == .learns)
  }
}
