import Chapters
import Pipeline

/// An option that names another block by its id.
struct BlockReference: SchemaValue, Equatable {
  let id: String

  static let expectation = "a block's id"

  static func read(_ yaml: YAML, key: String) throws -> BlockReference {
    guard let text = yaml.text, Identifier.isWord(text) else {
      throw mismatch(yaml, key: key)
    }
    return BlockReference(id: text)
  }

  var canonical: String { id }

  /// The block that must have run.
  func input(_ option: String, _ directive: String) -> BlockInput {
    BlockInput(option: option, id: id, directives: [directive])
  }
}
