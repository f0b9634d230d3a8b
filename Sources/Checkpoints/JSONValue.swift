/// A JSON value.
public indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case list([JSONValue])
  case object([String: JSONValue])

  /// A whole number.
  package var integer: Int? {
    if case .number(let number) = self { Int(exactly: number) } else { nil }
  }
}

extension JSONValue: Codable {
  /// Any JSON value; throws a `DecodingError` for what is none.
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

  /// The value, whole numbers without a point; throws an `EncodingError` for a number that is none.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let bool): try container.encode(bool)
    case .number(let number):
      if let integer { try container.encode(integer) } else { try container.encode(number) }
    case .string(let string): try container.encode(string)
    case .list(let list): try container.encode(list)
    case .object(let object): try container.encode(object)
    }
  }
}

extension JSONValue: CustomStringConvertible {
  /// On one line, for messages.
  public var description: String {
    switch self {
    case .null: return "null"
    case .bool(let bool): return "\(bool)"
    case .number(let number): return integer.map(String.init) ?? "\(number)"
    case .string(let string): return "'\(string)'"
    case .list(let list): return "[\(list.map(\.description).joined(separator: ", "))]"
    case .object(let object):
      let members = object.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
      return "{\(members.joined(separator: ", "))}"
    }
  }
}
