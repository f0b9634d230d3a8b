import Chapters
import Files
import Foundation
import Training

/// What a training leaves for other blocks, beside its checkpoints.
package struct TrainingRecord: Codable {
  package static let fileName = "training.json"

  package let configuration: TrainingConfiguration
  package let keptEpochs: [Int]
  package let stepsPerEpoch: Int
  /// The loss of every step.
  package let losses: [Float]
  /// The loss on the validation set after every epoch, if there is one.
  package var validationLosses: [Float]?

  package static func checkpoint(after epoch: Int) -> String { "epoch-\(epoch).safetensors" }

  /// Writes the record into a block's result.
  package func write(to folder: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try AtomicFile.write(encoder.encode(self), to: folder.appending(path: Self.fileName))
  }

  package static func read(_ url: URL) throws -> TrainingRecord {
    do {
      return try JSONDecoder().decode(TrainingRecord.self, from: RegularFile.content(of: url))
    } catch {
      throw EnvironmentFault.unreadable(path: url.path, reason: "it is no training's record")
    }
  }
}

extension TrainingRecord {
  /// The record of a training that has ended.
  package init(_ run: TrainingRun, keptEpochs: [Int]) {
    self.init(
      configuration: run.configuration, keptEpochs: keptEpochs, stepsPerEpoch: run.stepsPerEpoch,
      losses: run.losses, validationLosses: run.validationLosses.isEmpty ? nil : run.validationLosses)
  }
}
