/// Reads a protocol buffer message field by field, without a schema.
///
/// (protobuf.dev, "Encoding")
struct ProtobufReader {
  /// A field's value as the wire has it.
  enum Value {
    case varint(UInt64)
    case bytes(ArraySlice<UInt8>)
    case fixed32(UInt32)
    case fixed64(UInt64)
  }

  private var rest: ArraySlice<UInt8>

  /// A reader of one message.
  init(_ message: ArraySlice<UInt8>) { rest = message }

  /// The next field's number and value, or nil at the end; throws `.malformed` when the bytes are no message.
  mutating func next() throws(TokenizerFault) -> (number: Int, value: Value)? {
    guard !rest.isEmpty else { return nil }
    let tag = try varint()
    let number = tag >> 3
    guard 1..<1 << 29 ~= number else { throw .malformed("a field with the number \(number)") }
    switch tag & 7 {
    case 0: return (Int(number), .varint(try varint()))
    case 1: return (Int(number), .fixed64(try littleEndian(8)))
    case 2: return (Int(number), .bytes(try bytes()))
    case 5: return (Int(number), .fixed32(UInt32(truncatingIfNeeded: try littleEndian(4))))
    default: throw .malformed("a field of wire type \(tag & 7)")
    }
  }

  private mutating func varint() throws(TokenizerFault) -> UInt64 {
    var result: UInt64 = 0
    for shift in stride(from: 0, to: 64, by: 7) {
      guard let byte = rest.popFirst() else { throw .malformed("its end inside a number") }
      result |= UInt64(byte & 0x7f) << shift
      if byte & 0x80 == 0 { return result }
    }
    throw .malformed("a number of more than 64 bits")
  }

  private mutating func bytes() throws(TokenizerFault) -> ArraySlice<UInt8> {
    let length = try varint()
    guard length <= UInt64(rest.count) else {
      throw .malformed("\(rest.count) bytes where \(length) were announced")
    }
    defer { rest = rest.dropFirst(Int(length)) }
    return rest.prefix(Int(length))
  }

  private mutating func littleEndian(_ count: Int) throws(TokenizerFault) -> UInt64 {
    guard rest.count >= count else { throw .malformed("its end inside a number") }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}

extension ProtobufReader.Value {
  /// The bytes of a string, of bytes or of a message; throws when the field is something else.
  func message(_ name: String) throws(TokenizerFault) -> ArraySlice<UInt8> {
    guard case .bytes(let bytes) = self else { throw .malformed("a number as \(name)") }
    return bytes
  }

  /// A number or a truth value; throws when the field is something else.
  func integer(_ name: String) throws(TokenizerFault) -> UInt64 {
    guard case .varint(let value) = self else { throw .malformed("no integer as \(name)") }
    return value
  }

  /// A finite float32; throws when the field is something else.
  func float(_ name: String) throws(TokenizerFault) -> Float {
    guard case .fixed32(let bits) = self, Float(bitPattern: bits).isFinite else {
      throw .malformed("no finite number as \(name)")
    }
    return Float(bitPattern: bits)
  }
}
