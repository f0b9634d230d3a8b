import Chapters
import Foundation
import Networks
import Pipeline
import Tensors
import Training

/// An option that names a trained classifier: the id of a {classifier} block.
struct ClassifierReference: SchemaValue, Equatable {
  let id: String

  static let expectation = "a {classifier} block's id"

  static func read(_ yaml: YAML, key: String) throws -> ClassifierReference {
    guard let text = yaml.text, Identifier.isWord(text) else {
      throw mismatch(yaml, key: key)
    }
    return ClassifierReference(id: text)
  }

  var canonical: String { id }

  /// The block that must have run.
  func input(option: String = "classifier") -> BlockInput {
    BlockInput(option: option, id: id, directives: [ClassifierDirective.name])
  }

  /// Reads the weights.
  ///
  /// - Throws: `EnvironmentFault` for a file that is missing or damaged.
  func load(_ context: RunContext) throws -> Classifier {
    let url = try context.file(ClassifierDirective.weightsFile, of: id)
    var generator = TorchGenerator(seed: 0)
    var network = Classifier(&generator)
    do {
      try network.load(from: url)
    } catch {
      throw EnvironmentFault.failed(
        error.description, remedy: "remove the folder .report/store and build again")
    }
    return network
  }
}

extension Classifier {
  /// Classifies images [N, 28, 28, 1] in batches; stops between two when the user asks for it.
  func classify(_ images: Tensor, in context: RunContext) throws -> Classification {
    try classify(images) { _ in try context.checkInterruption() }
  }
}
