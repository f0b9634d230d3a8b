import Chapters
import Diffusion
import Files
import Foundation
import Models
import Networks
import Training

/// What the training of a text-to-image network starts from, and what becomes of its end.
struct TextToImageStart {
  /// The model that gives the schedule and the texts.
  let model: PromptedModel
  /// The network's.
  let configuration: TextToImageConfiguration
  /// The file that says so.
  let configurationFile: URL
  /// How the network's weights begin, where they are drawn; nil for the model's.
  let drawing: LearningRecipe.Start?
  /// What the network learns to predict.
  let prediction: PredictionTarget
  /// The text encoder, where it learns along.
  let encoder: EncoderStart?

  /// The network's first weights.
  ///
  /// - Throws: a `TextToImageFault`.
  func network() throws -> NetworkStart {
    switch drawing {
    case .drawn: return .drawn
    case .zeroResiduals: return .drawnWithZeroResiduals
    case nil: break
    }
    do throws(ModelError) { return .given(try model.model.folder.networkToTrain()) } catch {
      throw TextToImageFault.changedModel(error)
    }
  }

  /// Keeps trained networks as the model of their block, in a folder; with texts of its own, where it or the model that it
  /// started from has learned them.
  ///
  /// - Parameter words: texts with all words that the model has seen beside those of its list.
  /// - Returns: the file of the network's weights.
  /// - Throws: `EnvironmentFault.unwritable`.
  func write(_ networks: TrainedNetworks, words: [String], to output: URL) throws -> URL {
    let folder = output.appending(path: ModelBlock.trainedFolder, directoryHint: .isDirectory)
    do {
      try ModelFolder.write(
        networks.unet, to: folder, configuration: configurationFile, schedule: model.model.folder,
        prediction: prediction.prediction)
      if let learned = networks.encoder, let encoder {
        let known = model.facts.words.flatMap { $0.isList ? $0.adding(wordsOf: words).words : nil }
        try ModelFolder.write(
          learned, to: folder, configuration: encoder.file, tokenizer: encoder.source, words: known)
      } else if model.facts.ownEncoder != nil {
        try ModelFolder.copyTexts(of: model.model.folder, to: folder)
      }
    } catch {
      throw EnvironmentFault.unwritable(path: folder.path, reason: plainReason(of: error))
    }
    return folder.appending(path: "unet/\(ModelFolder.weightsName)")
  }
}
