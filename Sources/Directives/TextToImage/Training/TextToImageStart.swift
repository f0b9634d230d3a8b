import Chapters
import Diffusion
import Files
import Foundation
import Models
import Networks

/// What the training of a text-to-image network starts from, and what becomes of its end.
struct TextToImageStart {
  /// The model that gives the schedule and the texts.
  let model: PromptedModel
  /// The network's.
  let configuration: TextToImageConfiguration
  /// The file that says so.
  let configurationFile: URL
  let startsFromWeights: Bool
  /// What the network learns to predict.
  let prediction: PredictionTarget

  /// The model's network with its weights; nil where they are drawn.
  ///
  /// - Throws: a `TextToImageFault`.
  func network() throws -> TextToImageUNet? {
    guard startsFromWeights else { return nil }
    do throws(ModelError) { return try model.model.folder.networkToTrain() } catch {
      throw TextToImageFault.changedModel(error)
    }
  }

  /// Keeps a trained network as the model of its block, in a folder.
  ///
  /// - Returns: the file of its weights.
  /// - Throws: `EnvironmentFault.unwritable`.
  func write(_ network: TextToImageUNet, to output: URL) throws -> URL {
    let folder = output.appending(path: ModelBlock.trainedFolder, directoryHint: .isDirectory)
    do {
      try ModelFolder.write(
        network, to: folder, configuration: configurationFile, schedule: model.model.folder,
        prediction: prediction.prediction)
    } catch {
      throw EnvironmentFault.unwritable(path: folder.path, reason: plainReason(of: error))
    }
    return folder.appending(path: "unet/\(ModelFolder.weightsName)")
  }
}
