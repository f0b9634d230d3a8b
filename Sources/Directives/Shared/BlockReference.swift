import Chapters
import Pipeline

/// An option that names another block by its id alone.
package protocol BlockNaming: SchemaValue, Equatable {
  var id: String { get }
  init(id: String)
}

extension BlockNaming {
  /// - Throws: a `Diagnostic` for what can be no block's id.
  package static func read(_ yaml: YAML, key: String) throws -> Self {
    guard let text = yaml.text, Identifier.isWord(text) else { throw mismatch(yaml, key: key) }
    return Self(id: text)
  }

  package var canonical: String { id }
}

/// An option that names a block of any directive.
package struct BlockReference: BlockNaming {
  package let id: String

  package init(id: String) { self.id = id }

  package static let expectation = "a block's id"

  /// The block that must have run.
  package func input(_ option: String, _ directive: String) -> BlockInput {
    BlockInput(option: option, id: id, directives: [directive])
  }
}
