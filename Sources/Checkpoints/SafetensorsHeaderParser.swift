/// Reads a safetensors header byte by byte, and nothing but a safetensors header.
///
/// JSON in general nests and repeats names; a header does neither, so there is no recursion here, and what is
/// kept never exceeds the header's own length.
struct SafetensorsHeaderParser {
  private var json: JSONScanner

  /// The header of these bytes; throws `.header` or `.entry` with what was found.
  static func parse(_ bytes: UnsafeRawBufferPointer) throws(CheckpointFault) -> SafetensorsHeader {
    var parser = SafetensorsHeaderParser(json: JSONScanner(bytes))
    return try parser.header()
  }

  private mutating func header() throws(CheckpointFault) -> SafetensorsHeader {
    var header = SafetensorsHeader()
    var hasMetadata = false
    try json.expect("{")
    var isFirst = true
    while let name = try json.key(isFirst: &isFirst) {
      if name == SafetensorsHeader.metadataKey {
        guard !hasMetadata else { throw .header("'\(name)' twice") }
        (header.metadata, hasMetadata) = (try texts(), true)
      } else {
        guard header.entries[name] == nil else { throw .entry(name: name, "expected one entry, found two") }
        header.entries[name] = try entry(named: name)
      }
    }
    try json.expectEnd()
    return header
  }

  /// An object whose values are strings.
  private mutating func texts() throws(CheckpointFault) -> [String: String] {
    var texts: [String: String] = [:]
    try json.expect("{")
    var isFirst = true
    while let name = try json.key(isFirst: &isFirst) { texts[name] = try json.string() }
    return texts
  }

  private mutating func entry(named name: String) throws(CheckpointFault) -> SafetensorsHeader.Entry {
    var dtype: String?
    var (shape, offsets): ([Int]?, [Int]?)
    do throws(CheckpointFault) {
      try json.expect("{")
      var isFirst = true
      while let key = try json.key(isFirst: &isFirst) {
        switch key {
        case "dtype" where dtype == nil: dtype = try json.string()
        case "shape" where shape == nil: shape = try json.integers()
        case "data_offsets" where offsets == nil: offsets = try json.integers()
        default: throw .header("'\(key)', once more or unknown")
        }
      }
    } catch {
      guard case .header(let cause) = error else { throw error }
      throw .entry(name: name, "expected a type, a shape and two offsets, found \(cause)")
    }
    guard let dtype, let shape, let offsets else {
      throw .entry(name: name, "expected dtype, shape and data_offsets, found some of them only")
    }
    return SafetensorsHeader.Entry(dtype: dtype, shape: shape, dataOffsets: offsets)
  }
}
