import Files

/// Why a model's configuration cannot be used; the text names the file and the key.
public typealias SettingsError = FileError<SettingsFault>

/// What can be wrong with a model's configuration.
public enum SettingsFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file cannot be read.
  case file(FileFault)
  /// It is no JSON object: what it is instead.
  case noObject(String)
  /// A key that is needed is not there.
  case missing(key: String)
  /// A key has a value that is wrong, or that is not implemented.
  case value(key: String, expected: String, found: String)
  /// A key that is not known: it may change what the model computes.
  case unknown(key: String)

  /// The fault in words.
  public var description: String {
    switch self {
    case .file(.tooLarge(let length)): "expected a JSON object, found a file of \(length) bytes"
    case .file(let fault): "expected a JSON object, found \(fault.cause)"
    case .noObject(let cause): "expected a JSON object, found \(cause)"
    case .missing(let key): "expected key '\(key)', found none of that name"
    case .value(let key, let expected, let found): "key '\(key)': expected \(expected), found \(found)"
    case .unknown(let key): "found key '\(key)', which is not implemented"
    }
  }
}
