import Files
import Foundation

/// A model's configuration, a JSON object whose keys are asked for one by one; what nobody asked for may be an error.
public struct ModelSettings: Sendable {
  /// The longest file that is read, in bytes.
  static let longest = 1 << 20

  /// Where it was read from.
  public let path: String
  /// The object itself.
  public let values: [String: JSONValue]
  private var rest: Set<String>

  /// Reads a file; throws a `SettingsError` when it is no JSON object.
  public init(_ url: URL) throws(SettingsError) {
    let content: Data
    do throws(FileError<FileFault>) { content = try RegularFile.content(of: url, limit: Self.longest) } catch
    {
      throw SettingsError(file: url.path, .file(error.reason))
    }
    try self.init(json: content, path: url.path)
  }

  /// The same from a file's contents; `path` is for the `SettingsError` that it throws.
  public init(json: Data, path: String) throws(SettingsError) {
    do throws(SettingsFault) { values = try Self.object(json) } catch {
      throw SettingsError(file: path, error)
    }
    self.path = path
    rest = Set(values.keys)
  }

  private static func object(_ data: Data) throws(SettingsFault) -> [String: JSONValue] {
    let value = try JSONValue.decoded(from: data, fault: SettingsFault.noObject)
    guard case .object(let object) = value else { throw .noObject("another value") }
    return object
  }

  /// The value of a key, which counts as asked for from now on; nil for a missing or null one.
  package mutating func value(_ key: String) -> JSONValue? {
    rest.remove(key)
    return values[key] == .null ? nil : values[key]
  }

  /// What `convert` makes of a key's value; a missing or null key counts as `standard` where there is one.
  ///
  /// - Throws: a `SettingsError` where it makes nothing of it, or the key is needed and missing.
  package mutating func read<T>(
    _ key: String, _ expected: String, standard: T? = nil, _ convert: (JSONValue) -> T?
  ) throws(SettingsError) -> T {
    guard let value = value(key) else {
      guard let standard else { throw SettingsError(file: path, .missing(key: key)) }
      return standard
    }
    guard let result = convert(value) else { throw wrong(key, expected) }
    return result
  }

  /// An integer of a range; throws and takes `standard` as `read` does.
  public mutating func integer(
    _ key: String, in range: ClosedRange<Int>, standard: Int? = nil
  ) throws(SettingsError) -> Int {
    try read(key, "an integer in \(range.lowerBound)...\(range.upperBound)", standard: standard) {
      $0.integer.flatMap { range ~= $0 ? $0 : nil }
    }
  }

  /// A finite number that is positive; throws and takes `standard` as `read` does.
  public mutating func number(_ key: String, standard: Double? = nil) throws(SettingsError) -> Double {
    try read(key, "a positive number", standard: standard) { value in
      if case .number(let number) = value, number > 0, number.isFinite { number } else { nil }
    }
  }

  /// One of some strings; throws and takes `standard` as `read` does.
  public mutating func string(
    _ key: String, oneOf known: [String], standard: String? = nil
  ) throws(SettingsError) -> String {
    try read(key, known.map { "'\($0)'" }.joined(separator: " or "), standard: standard) { value in
      if case .string(let text) = value, known.contains(text) { text } else { nil }
    }
  }

  /// A truth value; throws and takes `standard` as `read` does.
  public mutating func bool(_ key: String, standard: Bool? = nil) throws(SettingsError) -> Bool {
    try read(key, "true or false", standard: standard) { value in
      if case .bool(let bool) = value { bool } else { nil }
    }
  }

  /// Marks keys that change nothing of what the model computes here.
  public mutating func ignore(_ keys: [String]) { rest.subtract(keys) }

  /// Throws a `SettingsError` for a key that is there with none of the values under which it changes nothing.
  public mutating func require(_ key: String, toBe known: [JSONValue]) throws(SettingsError) {
    rest.remove(key)
    guard let value = values[key], !known.contains(value) else { return }
    throw wrong(key, known.map(\.description).joined(separator: " or "))
  }

  /// Throws for the first key that nobody asked for, unless it is off: null or false. Those that begin with an
  /// underscore are notes of its writer.
  ///
  /// - Parameter known: the keys that may change what the model computes; all if nil.
  public func requireNothingElse(of known: Set<String>? = nil) throws(SettingsError) {
    if let key = rest.filter({ isOn($0) && known?.contains($0) ?? true }).min() {
      throw SettingsError(file: path, .unknown(key: key))
    }
  }

  /// The keys that are neither off nor among those known, in alphabetical order.
  public func strangers(to known: Set<String>) -> [String] {
    values.keys.filter { isOn($0) && !known.contains($0) }.sorted()
  }

  private func isOn(_ key: String) -> Bool {
    !key.hasPrefix("_") && ![.null, .bool(false)].contains(values[key])
  }

  /// The error for a key whose value is not what was expected.
  public func wrong(_ key: String, _ expected: String) -> SettingsError {
    let found = values[key]?.description ?? "nothing"
    let shown = found.count > 200 ? found.prefix(200) + "..." : found[...]
    return SettingsError(file: path, .value(key: key, expected: expected, found: String(shown)))
  }
}
