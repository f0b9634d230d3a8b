import Foundation

/// A PNG file's chunks: each its length in four bytes, its name, its content and a sum of both.
struct PNGChunks {
  private let bytes: [UInt8]

  init(_ data: Data) { bytes = Array(data) }

  /// The file with the right sum in every chunk.
  var sealed: Data {
    var sealed = bytes
    var start = 8
    while start + 12 <= bytes.count {
      let length = Self.number(bytes[start..<start + 4])
      guard length <= bytes.count - start - 12 else { break }
      let end = start + 8 + length
      sealed.replaceSubrange(end..<end + 4, with: Self.sum(bytes[start + 4..<end]))
      start = end + 4
    }
    return Data(sealed)
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

  /// CRC-32 (PNG specification, annex D), big-endian.
  private static func sum(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let sum = ~bytes.reduce(~0 as UInt32) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum >> 1 ^ (sum & 1) * 0xedb8_8320 }
    }
    return (0..<4).map { UInt8(truncatingIfNeeded: sum >> (24 - 8 * $0)) }
  }
}
