import Chapters
import Networks
import Pipeline
import SharedDirectives
import Tensors

/// An option that names a trained network: a training block's id, or `id@epoch` for one of its checkpoints.
struct ModelReference: SchemaValue, Equatable {
  let id: String
  /// The epoch after which the checkpoint was kept; the last one kept if none is named.
  let epoch: Int?

  /// The directive of the blocks that may be named.
  static let directive = "train"
  /// What messages call the network.
  static let words = "the network"
  static let expectation = "a {train} block's id, or id@epoch"

  /// - Throws: a `Diagnostic` for what can be no block's id with an epoch.
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
  func input(option: String, kinds: [ModelKind] = [], remedies: ModelRemedies = [:]) -> BlockInput {
    var known = Dictionary(uniqueKeysWithValues: remedies.map { ($0.rawValue, $1) })
    known[""] = kinds.first?.remedy
    return BlockInput(
      option: option, id: id, directives: [Self.directive], epoch: epoch, kinds: kinds.map(\.rawValue),
      remedies: known)
  }

  /// Reads the checkpoint.
  ///
  /// - Throws: a `Complaint` about a checkpoint that is missing, damaged or another network's.
  func load(_ context: RunContext) throws -> TrainedModel {
    let record = try TrainingRecord.read(context.file(TrainingRecord.fileName, of: id))
    let epoch = epoch ?? record.configuration.epochs
    let kept = self.epoch == nil ? (record.keptEpochs.last ?? epoch) : epoch
    let url = try context.file(TrainingRecord.checkpoint(after: kept), of: id)
    var generator = TorchGenerator(seed: 0)
    var network = UNet(record.configuration.network, &generator)
    do { try network.load(from: url) } catch { throw FromScratchComplaint.unusableWeights(error) }
    return TrainedModel(network: network, record: record, epoch: kept)
  }

  /// The images that the model was trained on, [N, 28, 28, 1]: the first ones of the training split, as many as it was
  /// shown.
  ///
  /// - Throws: a `Complaint` about a data set that is missing or of another kind.
  func trainingImages(_ data: DatasetReference, in context: RunContext) throws -> Tensor {
    let seen = try context.value("images", of: id).number.map { Int($0) }
    return try data.loadDigits(.train, in: context.surroundings).images(limit: seen)
  }
}
