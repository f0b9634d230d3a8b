/// The few pieces of JSON that a header of tensors is made of; each call reads one and says where it found
/// something else.
struct JSONScanner {
  private let bytes: UnsafeRawBufferPointer
  var position = 0

  /// A scanner at the start of `bytes`, which must stay valid while it is used.
  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// One punctuation mark, after any white space.
  mutating func expect(_ mark: Unicode.Scalar) throws(CheckpointFault) {
    guard next() == UInt8(ascii: mark) else { throw unexpected("'\(mark)'") }
    position += 1
  }

  /// Nothing but white space up to the end.
  mutating func expectEnd() throws(CheckpointFault) {
    if next() != nil { throw unexpected("the end") }
  }

  /// The next key of an object with its colon, or nil at the closing brace.
  mutating func key(isFirst: inout Bool) throws(CheckpointFault) -> String? {
    if next() == UInt8(ascii: "}") {
      position += 1
      return nil
    }
    if !isFirst { try expect(",") }
    isFirst = false
    let key = try string()
    try expect(":")
    return key
  }

  /// A list of integers that are not negative.
  mutating func integers() throws(CheckpointFault) -> [Int] {
    var integers: [Int] = []
    try expect("[")
    while next() != UInt8(ascii: "]") {
      if !integers.isEmpty { try expect(",") }
      integers.append(try integer())
    }
    try expect("]")
    return integers
  }

  private mutating func integer() throws(CheckpointFault) -> Int {
    guard let first = next(), UInt8(ascii: "0")...UInt8(ascii: "9") ~= first else {
      throw unexpected("an integer that is not negative")
    }
    var value = 0
    while position < bytes.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[position] {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(Int(bytes[position] - UInt8(ascii: "0")))
      guard !overflow, !carry else { throw unexpected("an integer below 2^63") }
      value = sum
      position += 1
    }
    return value
  }

  /// A string with its escapes resolved.
  mutating func string() throws(CheckpointFault) -> String {
    try expect("\"")
    var text: [UInt8] = []
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      let byte = bytes[position]
      guard byte >= 0x20 else { throw unexpected("no control character in a string") }
      position += 1
      if byte == UInt8(ascii: "\\") { text += Array(String(try escaped()).utf8) } else { text.append(byte) }
    }
    try expect("\"")
    guard let string = String(validating: text, as: UTF8.self) else { throw unexpected("a string in UTF-8") }
    return string
  }

  /// What follows a backslash.
  private mutating func escaped() throws(CheckpointFault) -> Unicode.Scalar {
    guard position < bytes.count else { throw unexpected("an escape") }
    defer { position += 1 }
    switch bytes[position] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(bytes[position])
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw unexpected("an escape")
    }
  }

  /// The digits after \u, and the second half of a surrogate pair; leaves `position` at the last digit.
  private mutating func unicodeEscape() throws(CheckpointFault) -> Unicode.Scalar {
    var code = try hexadecimal()
    if 0xd800..<0xdc00 ~= code {
      guard position + 2 < bytes.count, bytes[position + 1] == UInt8(ascii: "\\"),
        bytes[position + 2] == UInt8(ascii: "u")
      else { throw unexpected("the second half of a surrogate pair") }
      position += 2
      let low = try hexadecimal()
      guard 0xdc00..<0xe000 ~= low else { throw unexpected("the second half of a surrogate pair") }
      code = 0x10000 + (code - 0xd800) << 10 + (low - 0xdc00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw unexpected("a Unicode scalar") }
    return scalar
  }

  /// The four digits after the 'u' at `position`, which moves to the last of them.
  private mutating func hexadecimal() throws(CheckpointFault) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      position += 1
      guard position < bytes.count, let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue
      else { throw unexpected("four hexadecimal digits") }
      code = code << 4 | UInt32(digit)
    }
    return code
  }

  /// The next byte that is no white space, which is skipped; nil at the end.
  mutating func next() -> UInt8? {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0a, 0x0d: position += 1
      default: return bytes[position]
      }
    }
    return nil
  }

  func unexpected(_ expected: String) -> CheckpointFault {
    let found =
      position < bytes.count ? "'\(Unicode.Scalar(bytes[position]).escaped(asASCII: true))'" : "the end"
    return .header("\(found) at byte \(position) where \(expected) was expected")
  }
}
