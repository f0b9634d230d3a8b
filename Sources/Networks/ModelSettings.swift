import Foundation

/// A model's configuration, a JSON object whose keys are asked for one by one; what nobody asked for is an error.
public struct ModelSettings: Sendable {
  /// A JSON value.
  public enum Value: Equatable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case list([Value])
    case object([String: Value])
  }

  /// The longest file that is read, in bytes.
  static let longest = 1 << 20

  /// Where it was read from.
  public let path: String
  /// The object itself.
  public let values: [String: Value]
  private var rest: Set<String>

  /// Reads a file; throws a `SettingsError` when it is no JSON object.
  public init(_ url: URL) throws(SettingsError) {
    path = url.path
    do throws(SettingsError.Reason) { values = try Self.object(Self.data(of: url)) } catch {
      throw SettingsError(file: url.path, error)
    }
    rest = Set(values.keys)
  }

  private static func data(of url: URL) throws(SettingsError.Reason) -> Data {
    do throws(CheckpointError.Reason) {
      let file = try MappedFile(url)
      guard file.bytes.count <= longest else { throw .unreadable("a file of \(file.bytes.count) bytes") }
      return Data(file.bytes)
    } catch .unreadable(let cause) {
      throw .unreadable(cause)
    } catch {
      throw .unreadable(error.description)
    }
  }

  private static func object(_ data: Data) throws(SettingsError.Reason) -> [String: Value] {
    let value: Value
    do { value = try JSONDecoder().decode(Value.self, from: data) } catch let error as DecodingError {
      throw .unreadable(error.summary(of: data))
    } catch {
      throw .unreadable("\(error)")
    }
    guard case .object(let object) = value else { throw .unreadable("another value") }
    return object
  }

  /// An integer of a range; a missing or null key counts as `standard` where there is one.
  public mutating func integer(
    _ key: String, in range: ClosedRange<Int>, standard: Int? = nil
  ) throws(SettingsError) -> Int {
    let expected = "an integer in \(range.lowerBound)...\(range.upperBound)"
    guard let value = try value(key, hasStandard: standard != nil) else { return standard! }
    guard case .number(let number) = value, let integer = Int(exactly: number), range ~= integer else {
      throw wrong(key, expected)
    }
    return integer
  }

  /// A finite number that is positive; a missing or null key counts as `standard` where there is one.
  public mutating func number(_ key: String, standard: Double? = nil) throws(SettingsError) -> Double {
    guard let value = try value(key, hasStandard: standard != nil) else { return standard! }
    guard case .number(let number) = value, number > 0, number.isFinite else {
      throw wrong(key, "a positive number")
    }
    return number
  }

  /// One of some strings; a missing or null key counts as `standard` where there is one.
  public mutating func string(
    _ key: String, oneOf known: [String], standard: String? = nil
  ) throws(SettingsError) -> String {
    guard let value = try value(key, hasStandard: standard != nil) else { return standard! }
    guard case .string(let text) = value, known.contains(text) else {
      throw wrong(key, known.map { "'\($0)'" }.joined(separator: " or "))
    }
    return text
  }

  /// A truth value; a missing or null key counts as `standard` where there is one.
  public mutating func bool(_ key: String, standard: Bool? = nil) throws(SettingsError) -> Bool {
    guard let value = try value(key, hasStandard: standard != nil) else { return standard! }
    guard case .bool(let bool) = value else { throw wrong(key, "true or false") }
    return bool
  }

  /// Marks keys that change nothing of what the model computes here.
  public mutating func ignore(_ keys: [String]) { rest.subtract(keys) }

  /// Requires a key, if it is there, to have one of the values under which it changes nothing.
  public mutating func require(_ key: String, toBe known: [Value]) throws(SettingsError) {
    rest.remove(key)
    guard let value = values[key], !known.contains(value) else { return }
    throw wrong(key, known.map(\.description).joined(separator: " or "))
  }

  /// Throws for the first key that nobody asked for; those that begin with an underscore are notes of its writer.
  public func requireNothingElse() throws(SettingsError) {
    if let key = rest.filter({ !$0.hasPrefix("_") }).min() {
      throw SettingsError(file: path, .unknown(key: key))
    }
  }

  /// The error for a key whose value is not what was expected.
  public func wrong(_ key: String, _ expected: String) -> SettingsError {
    let found = values[key]?.description ?? "nothing"
    return SettingsError(file: path, .value(key: key, expected: expected, found: found))
  }

  private mutating func value(_ key: String, hasStandard: Bool) throws(SettingsError) -> Value? {
    rest.remove(key)
    if let value = values[key], value != .null { return value }
    if hasStandard { return nil }
    throw SettingsError(file: path, .missing(key: key))
  }
}

extension ModelSettings.Value: Decodable {
  /// Any JSON value.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let bool = try? container.decode(Bool.self) {
      self = .bool(bool)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let string = try? container.decode(String.self) {
      self = .string(string)
    } else if let list = try? container.decode([Self].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: Self].self))
    }
  }
}

extension ModelSettings.Value: CustomStringConvertible {
  /// As JSON, on one line.
  public var description: String {
    switch self {
    case .null: return "null"
    case .bool(let bool): return "\(bool)"
    case .number(let number):
      return Int(exactly: number).map(String.init) ?? "\(number)"
    case .string(let string): return "'\(string)'"
    case .list(let list): return "[\(list.map(\.description).joined(separator: ", "))]"
    case .object(let object):
      let members = object.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
      return "{\(members.joined(separator: ", "))}"
    }
  }
}
