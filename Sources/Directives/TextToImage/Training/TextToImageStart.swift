import Chapters
import Diffusion
import Files
import Foundation
import Models
import Networks
import Pipeline
import Tensors
import Training

/// What the training of a text-to-image network starts from, and what becomes of its end.
struct TextToImageStart {
  /// The folder of the trained model in the block's result.
  static let folderName = "model"

  /// The model that gives the schedule and the texts.
  let model: PromptedModel
  /// The network's.
  let configuration: TextToImageConfiguration
  private let configurationFile: URL
  private let startsFromWeights: Bool
  private let prediction: PredictionTarget

  init(_ options: TrainTextToImageDirective.Options, _ context: RunContext) throws {
    model = try PromptedModel(self.model, context)
    startsFromWeights = (weights ?? (self.network == nil ? .model : .random)) == .model
    prediction = self.prediction ?? model.model.prediction
    configuration =
      try TrainTextToImageDirective.network(in: context.surroundings)
      ?? model.model.network.configuration
    configurationFile =
      self.network.map { context.surroundings.url($0) } ?? model.model.folder.settings(of: .unet)
  }

  /// The training that an author's options ask for.
  func training(_ options: TrainTextToImageDirective.Options, seed: UInt64) -> TextToImageTraining {
    TextToImageTraining(
      network: configuration,
      objective: NoiseObjective(
        target: prediction, boundWeight: Float(model.model.schedule.count) / 1000,
        dropProbability: drop),
      epochs: learning.epochs, batchSize: learning.batch,
      learningRate: learning.learningRate, seed: seed, gradientLimit: learning.clip,
      averageDecay: learning.ema)
  }

  /// The model's network with its weights; nil where they are drawn.
  func network() throws -> TextToImageUNet? {
    guard startsFromWeights else { return nil }
    do throws(ModelError) { return try model.model.folder.networkToTrain() } catch {
      throw EnvironmentFault.failed("\(error)", remedy: "report models inspect tells more")
    }
  }

  /// Keeps a trained network as the model of its block, in a folder.
  ///
  /// - Returns: the file of its weights.
  /// - Throws: `EnvironmentFault.unwritable`.
  func write(_ network: TextToImageUNet, to output: URL) throws -> URL {
    let folder = output.appending(path: Self.folderName, directoryHint: .isDirectory)
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
