import Chapters

/// Options that several directives have in common, kept in one value.
package protocol OptionGroup: Sendable {
  /// Their names, types, bounds and explanations.
  static var schema: Schema<Self> { get }
}

extension OptionGroup {
  /// The fields as those of a directive that holds the group.
  package static func fields<Whole>(at path: WritableKeyPath<Whole, Self> & Sendable) -> [Field<Whole>] {
    schema.fields.map { $0.lifted(to: path) }
  }
}
