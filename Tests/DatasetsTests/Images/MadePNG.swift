import Foundation

/// A PNG made chunk by chunk, its pixels not compressed.
struct MadePNG {
  let width, height: Int
  /// The bits of a sample.
  let depth: UInt8
  /// 0 gray, 2 RGB, 4 gray with alpha, 6 RGB with alpha.
  let colour: UInt8
  /// The rows' bytes.
  let rows: [[UInt8]]
  /// Chunks before the pixels and behind them.
  var before: [(name: String, content: [UInt8])] = []
  var behind: [(name: String, content: [UInt8])] = []

  var bytes: [UInt8] {
    let header = Self.number(width) + Self.number(height) + [depth, colour, 0, 0, 0]
    let pixels = [("IDAT", Self.stored(rows.flatMap { [0] + $0 }))]
    let chunks = [("IHDR", header)] + before + pixels + behind + [("IEND", [])]
    return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
      + chunks.flatMap { name, content in
        let named = Array(name.utf8) + content
        return Self.number(content.count) + named + Self.number(Int(Self.crc(named)))
      }
  }

  private static func number(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
  }

  /// One stored block of a zlib stream (RFC 1950, 1951), at most 65,535 bytes.
  private static func stored(_ data: [UInt8]) -> [UInt8] {
    let length = [UInt8(data.count & 255), UInt8(data.count >> 8)]
    let sums = data.reduce((1, 0)) { sums, byte in
      let first = (sums.0 + Int(byte)) % 65_521
      return (first, (sums.1 + first) % 65_521)
    }
    return [0x78, 0x01, 0x01] + length + length.map { ~$0 } + data + number(sums.1 << 16 | sums.0)
  }

  /// CRC-32 (PNG specification, annex D).
  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0 as UInt32) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum >> 1 ^ (sum & 1) * 0xedb8_8320 }
    }
  }
}
