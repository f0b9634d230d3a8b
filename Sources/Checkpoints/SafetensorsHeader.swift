/// What a safetensors file says about its tensors: a JSON object from names to types, shapes and byte ranges.
///
/// (github.com/huggingface/safetensors, "Format")
struct SafetensorsHeader {
  /// One tensor's place in the file.
  struct Entry: Codable, Equatable {
    let dtype: String
    let shape: [Int]
    /// First byte and the one after the last, counted from the end of the header.
    let dataOffsets: [Int]

    enum CodingKeys: String, CodingKey {
      case dtype, shape
      case dataOffsets = "data_offsets"
    }
  }

  /// The longest header that is read, in bytes: those of the largest published models have less than a megabyte.
  static let longest = 1 << 24
  static let metadataKey = "__metadata__"

  var entries: [String: Entry] = [:]
  var metadata: [String: String] = [:]

  /// The first reason why the entries do not fill `dataLength` bytes exactly; nil when they do.
  func flaw(dataLength: Int) -> CheckpointFault? {
    var end = 0
    for (name, entry) in entries.sorted(by: { Self.begins($0.value, before: $1.value) }) {
      guard entry.dataOffsets.count == 2, let size = entry.byteCount else {
        return .entry(name: name, "expected a known type, a shape and two offsets, found \(entry)")
      }
      let (first, last) = (entry.dataOffsets[0], entry.dataOffsets[1])
      guard first == end, last >= first, last - first == size else {
        return .entry(
          name: name, "expected \(size) bytes from offset \(end), found offsets \(entry.dataOffsets)")
      }
      guard last <= dataLength else {
        return .truncated("tensor '\(name)'", expected: last, found: dataLength)
      }
      end = last
    }
    return end == dataLength ? nil : .truncated("the tensors", expected: end, found: dataLength)
  }

  /// In the order of the offsets; empty tensors come before what starts at the same place.
  private static func begins(_ a: Entry, before b: Entry) -> Bool {
    a.dataOffsets.lexicographicallyPrecedes(b.dataOffsets)
  }
}

extension SafetensorsHeader.Entry: CustomStringConvertible {
  var description: String { "\(dtype) \(shape) at \(dataOffsets)" }

  /// Bytes for one element of each type of the format.
  private static let sizes = [
    "F64": 8, "I64": 8, "U64": 8, "F32": 4, "I32": 4, "U32": 4, "F16": 2, "BF16": 2, "I16": 2, "U16": 2,
    "F8_E4M3": 1, "F8_E5M2": 1, "I8": 1, "U8": 1, "BOOL": 1,
  ]

  /// The bytes that the type and the shape ask for; nil for an unknown type, a negative length or an overflow.
  var byteCount: Int? {
    guard let size = Self.sizes[dtype], shape.allSatisfy({ $0 >= 0 }) else { return nil }
    return shape.reduce(size) { product, length in
      guard let product else { return nil }
      let (result, overflow) = product.multipliedReportingOverflow(by: length)
      return overflow ? nil : result
    }
  }
}
