/// A value that knows whether the author wrote it or it is the default.
///
///     var steps = Given(default: 50)
///
/// For an option that another one can make idle: written, it is then a mistake, and left out it is none.
public struct Given<Value: SchemaValue>: SchemaValue {
  /// What holds.
  public let value: Value
  /// Whether the author wrote it.
  public let isWritten: Bool

  /// The value where the author writes none.
  public init(default value: Value) { (self.value, isWritten) = (value, false) }

  /// A value as if the author had written it.
  public init(_ value: Value) { (self.value, isWritten) = (value, true) }

  /// What a message says was expected.
  public static var expectation: String { Value.expectation }

  /// Reads the value; throws a `Diagnostic` as its type does.
  public static func read(_ yaml: YAML, key: String) throws -> Given {
    Given(try Value.read(yaml, key: key))
  }

  /// The value's spelling, whoever chose it.
  public var canonical: String { value.canonical }
}
