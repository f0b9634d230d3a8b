import Pipeline
import SharedDirectives

extension BlockReference {
  /// What an option says that names the block of a model.
  static let modelSummary = "the {model}, or a {train-text-to-image} block"

  /// The block of a model, given or trained, that must have run.
  func modelInput(_ option: String) -> BlockInput {
    BlockInput(
      option: option, id: id, directives: [ImageModelDirective.name, TrainTextToImageDirective.name])
  }
}
