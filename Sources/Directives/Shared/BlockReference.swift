import Chapters
import Pipeline

/// An option that names another block by its id.
package struct BlockReference: SchemaValue, Equatable {
  package let id: String

  package init(id: String) { self.id = id }

  package static let expectation = "a block's id"

  package static func read(_ yaml: YAML, key: String) throws -> BlockReference {
    guard let text = yaml.text, Identifier.isWord(text) else {
      throw mismatch(yaml, key: key)
    }
    return BlockReference(id: text)
  }

  package var canonical: String { id }

  /// The block that must have run.
  package func input(_ option: String, _ directive: String) -> BlockInput {
    BlockInput(option: option, id: id, directives: [directive])
  }
}
