import Foundation
import Networks
import Pipeline
import SharedDirectives
import Tensors

/// An option that names a trained classifier: the id of a {classifier} block.
struct ClassifierReference: BlockNaming {
  let id: String

  static let expectation = "a {classifier} block's id"

  /// The block that must have run.
  func input() -> BlockInput {
    BlockInput(option: "classifier", id: id, directives: [ClassifierDirective.name])
  }

  /// The file of the weights.
  ///
  /// - Throws: a `Complaint` about one that is missing or damaged.
  func file(_ context: RunContext) throws -> URL { try context.file(ClassifierDirective.weightsFile, of: id) }

  /// Reads the weights.
  ///
  /// - Throws: a `Complaint` about a file that is missing or damaged.
  func load(_ context: RunContext) throws -> Classifier {
    let url = try file(context)
    var generator = TorchGenerator(seed: 0)
    var network = Classifier(&generator)
    do { try network.load(from: url) } catch { throw FromScratchComplaint.unusableWeights(error) }
    return network
  }
}

extension Classifier {
  /// Classifies images [N, 28, 28, 1] in batches; throws `Interrupted` between two.
  func classify(_ images: Tensor, in context: RunContext) throws -> Classification {
    try classify(images) { _ in try context.checkInterruption() }
  }
}
