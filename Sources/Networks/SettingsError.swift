/// Why a model's configuration cannot be used; the text names the file and the key.
public struct SettingsError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong with it.
  public enum Reason: Error, Equatable, Sendable {
    /// The file cannot be read, or is no JSON object.
    case unreadable(String)
    /// A key that is needed is not there.
    case missing(key: String)
    /// A key has a value that is wrong, or that is not implemented.
    case value(key: String, expected: String, found: String)
    /// A key that is not known: it may change what the model computes.
    case unknown(key: String)
  }

  /// The file's path.
  public let file: String
  /// What is wrong with it.
  public let reason: Reason

  /// An error about one file.
  public init(file: String, _ reason: Reason) {
    self.file = file
    self.reason = reason
  }

  /// The path and the reason in words.
  public var description: String {
    switch reason {
    case .unreadable(let cause): "\(file): expected a JSON object, found \(cause)"
    case .missing(let key): "\(file): expected key '\(key)', found none of that name"
    case .value(let key, let expected, let found):
      "\(file): key '\(key)': expected \(expected), found \(found)"
    case .unknown(let key): "\(file): found key '\(key)', which is not implemented"
    }
  }
}
