import Foundation

/// Where a text stops being JSON; a decoder does not tell.
enum JSONFault: Equatable, CustomStringConvertible {
  /// It ends before its value does.
  case endsEarly
  /// At a line and a column in bytes, both from 1.
  case at(line: Int, column: Int)
  /// It nests deeper than anything that is read here, from a line and a column in bytes on.
  case nestedTooDeep(line: Int, column: Int)
  /// Nowhere that was found: a number, say, that is none.
  case unknown

  /// Lists and objects within each other; a configuration has three or four.
  static let depthLimit = 64

  /// The place where a text nests too deep, if it does; to be asked before a decoder, which calls itself for every level.
  init?(nestingOf data: Data) {
    var (depth, isInString, isEscaped) = (0, false, false)
    for (offset, byte) in data.enumerated() {
      switch byte {
      case _ where isEscaped: isEscaped = false
      case UInt8(ascii: "\\") where isInString: isEscaped = true
      case UInt8(ascii: "\""): isInString.toggle()
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += isInString ? 0 : 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= isInString ? 0 : 1
      default: break
      }
      guard depth > Self.depthLimit else { continue }
      let (line, column) = Self.place(of: offset, in: data)
      self = .nestedTooDeep(line: line, column: column)
      return
    }
    return nil
  }

  /// Looks for the place in a text that could not be read.
  init(in data: Data) {
    let offset: Int? = data.withUnsafeBytes { bytes in
      var scanner = JSONScanner(bytes)
      do throws(CheckpointFault) {
        try scanner.skipValue()
        try scanner.expectEnd()
        return nil
      } catch { return scanner.position }
    }
    guard let offset else {
      self = .unknown
      return
    }
    let (line, column) = Self.place(of: offset, in: data)
    self = offset == data.count ? .endsEarly : .at(line: line, column: column)
  }

  private static func place(of offset: Int, in data: Data) -> (line: Int, column: Int) {
    let lines = data.prefix(offset).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return (max(1, lines.count), (lines.last?.count ?? 0) + 1)
  }

  /// The fault in words.
  var description: String {
    switch self {
    case .endsEarly: "JSON that ends too early"
    case .at(let line, let column): "text that is no JSON in line \(line), column \(column)"
    case .nestedTooDeep(let line, let column):
      "JSON nested more than \(Self.depthLimit) levels deep in line \(line), column \(column)"
    case .unknown: "text that is no JSON"
    }
  }
}

extension JSONScanner {
  /// Any value; throws with `position` at the first byte that belongs to none.
  fileprivate mutating func skipValue() throws(CheckpointFault) {
    var isFirst = true
    switch next() {
    case UInt8(ascii: "{"):
      try expect("{")
      while try key(isFirst: &isFirst) != nil { try skipValue() }
    case UInt8(ascii: "["):
      try expect("[")
      while next() != UInt8(ascii: "]") {
        if !isFirst { try expect(",") }
        isFirst = false
        try skipValue()
      }
      try expect("]")
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "t"): for letter in "true".unicodeScalars { try expect(letter) }
    case UInt8(ascii: "f"): for letter in "false".unicodeScalars { try expect(letter) }
    case UInt8(ascii: "n"): for letter in "null".unicodeScalars { try expect(letter) }
    default: try skipNumber()
    }
  }

  private mutating func skipNumber() throws(CheckpointFault) {
    let start = position
    while let byte = next(), "+-.0123456789eE".utf8.contains(byte) { position += 1 }
    if position == start { throw unexpected("a value") }
  }
}

extension Decodable {
  /// The value that a text holds.
  ///
  /// - Throws: what `fault` makes of a line that says what is wrong with the text.
  static func decoded<Fault>(from data: Data, fault: (String) -> Fault) throws(Fault) -> Self {
    if let nesting = JSONFault(nestingOf: data) { throw fault("\(nesting)") }
    do { return try JSONDecoder().decode(Self.self, from: data) } catch let error as DecodingError {
      throw fault(error.summary(of: data))
    } catch {
      throw fault("\(error)")
    }
  }
}

extension DecodingError {
  /// What was wrong with the text, in one line.
  fileprivate func summary(of data: Data) -> String {
    switch self {
    case .dataCorrupted(let context) where context.codingPath.isEmpty: return "\(JSONFault(in: data))"
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
      .dataCorrupted(let context):
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      return path.isEmpty ? context.debugDescription : "\(path): \(context.debugDescription)"
    @unknown default: return "\(self)"
    }
  }
}
