import Pipeline
import SharedDirectives

/// What the blocks of models have in common for those that use a model.
enum ModelBlock {
  /// The directive of a model in a folder.
  static let given = "model"
  /// The directive that trains a model.
  static let trained = "train-text-to-image"
  /// The folder of a trained model in its block's result.
  static let trainedFolder = "model"
}

extension BlockReference {
  /// What an option says that names the block of a model.
  static let modelSummary = "the {model}, or a {train-text-to-image} block"

  /// The block of a model, given or trained, that must have run.
  func modelInput(_ option: String) -> BlockInput {
    BlockInput(option: option, id: id, directives: [ModelBlock.given, ModelBlock.trained])
  }
}
