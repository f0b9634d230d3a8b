/// A model's configuration that asks for something that the engine does not have, or that contradicts itself.
public struct ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The configuration's path.
  public let file: String
  /// The key in question; empty when the file is no JSON object.
  public let key: String
  /// What it says, as JSON.
  public let value: String
  /// What would do.
  public let expected: String

  /// An error about one key.
  public init(file: String, key: String, value: String, expected: String) {
    (self.file, self.key, self.value, self.expected) = (file, key, value, expected)
  }

  /// All of it in one line.
  public var description: String {
    key.isEmpty
      ? "\(file): expected \(expected), found \(value)"
      : "\(file): '\(key)': expected \(expected), found \(value)"
  }
}
