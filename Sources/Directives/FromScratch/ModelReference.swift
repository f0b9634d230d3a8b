import Chapters
import Foundation
import Networks
import Pipeline
import SharedDirectives
import Tensors
import Training

/// An option that names a trained network: a training block's id, or `id@epoch` for one of its checkpoints.
struct ModelReference: SchemaValue, Equatable {
  let id: String
  /// The epoch after which the checkpoint was kept; the last one kept if none is named.
  let epoch: Int?

  static let expectation = "a {train} block's id, or id@epoch"

  static func read(_ yaml: YAML, key: String) throws -> ModelReference {
    let parts = (yaml.text ?? "").split(separator: "@", omittingEmptySubsequences: false)
    guard 1...2 ~= parts.count, Identifier.isWord(parts[0]) else { throw mismatch(yaml, key: key) }
    guard parts.count == 2 else { return ModelReference(id: String(parts[0]), epoch: nil) }
    let isNumber = parts[1].unicodeScalars.allSatisfy { "0"..."9" ~= $0 }
    guard isNumber, parts[1].count <= 6, let epoch = Int(parts[1]) else { throw mismatch(yaml, key: key) }
    return ModelReference(id: String(parts[0]), epoch: epoch)
  }

  var canonical: String { id + (epoch.map { "@\($0)" } ?? "") }

  /// The block that must have run, and what it may have trained.
  func input(option: String, kinds: [TrainDirective.Kind] = []) -> BlockInput {
    BlockInput(
      option: option, id: id, directives: [TrainDirective.name], epoch: epoch, kinds: kinds.map(\.rawValue))
  }

  /// Reads the checkpoint.
  ///
  /// - Throws: `EnvironmentFault` for a checkpoint that is missing, damaged or another network's.
  func load(_ context: RunContext) throws -> TrainedModel {
    let record = try TrainingRecord.read(context.file(TrainingRecord.fileName, of: id))
    let epoch = epoch ?? record.configuration.epochs
    let kept = self.epoch == nil ? (record.keptEpochs.last ?? epoch) : epoch
    let url = try context.file(TrainingRecord.checkpoint(after: kept), of: id)
    var generator = TorchGenerator(seed: 0)
    var network = UNet(record.configuration.network, &generator)
    do {
      try network.load(from: url)
    } catch {
      throw EnvironmentFault.failed(
        error.description, remedy: "remove the folder .report/store and build again")
    }
    return TrainedModel(network: network, record: record, epoch: kept)
  }
}

/// A network with what is known of its training.
struct TrainedModel {
  let network: UNet
  let record: TrainingRecord
  /// The epoch after which the checkpoint was taken.
  let epoch: Int

  /// 'after epoch 5'.
  var label: String { epoch == 1 ? "after 1 epoch" : "after \(epoch) epochs" }

  /// Evaluates images in batches, so that memory stays small; [N, 28, 28, 1] -> [N, 28, 28, 1].
  func callAsFunction(_ images: Tensor) -> Tensor {
    let size = 64
    var scalars: [Float] = []
    scalars.reserveCapacity(images.count)
    for start in stride(from: 0, to: images.shape[0], by: size) {
      scalars += network(images.rows(start..<min(start + size, images.shape[0]))).scalars
    }
    return Tensor(shape: images.shape, scalars: scalars)
  }
}
