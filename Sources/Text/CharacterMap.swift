/// The precompiled replacements of a sentencepiece model, such as those of NFKC: byte strings to byte strings.
///
/// The data are the length of a double-array trie in bytes (uint32), the trie's units (uint32 each), and the
/// replacements, each ended by a zero byte; a key's value is its replacement's place among them. A file may hold
/// any numbers, so every step is checked, and what leads nowhere is no match.
///
/// (Aoe 1989; the units are those of Darts-clone 0.32)
struct CharacterMap: Sendable {
  /// NFKC's longest has 33 bytes; a longer one would let a small file make a large text.
  private static let longestReplacement = 256

  private let units: [UInt32]
  private let replacements: [UInt8]

  /// Takes the data apart; throws `.malformed` when their lengths do not add up. No data: no replacements.
  init(_ data: [UInt8]) throws(TokenizerFault) {
    guard !data.isEmpty else {
      (units, replacements) = ([], [])
      return
    }
    guard data.count >= 4 else { throw .malformed("a character map of \(data.count) bytes") }
    let length = Int(Self.word(data, 0))
    guard length > 0, length % 4 == 0, length <= data.count - 4 else {
      throw .malformed("a character map of \(data.count) bytes with a trie of \(length)")
    }
    units = data.withUnsafeBytes { bytes in
      (1...(length / 4)).map {
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self))
      }
    }
    replacements = Array(data[(4 + length)...])
    guard replacements.last == 0 else { throw .malformed("a character map without an end") }
    var (longest, count) = (0, 0)
    for byte in replacements {
      count = byte == 0 ? 0 : count + 1
      longest = max(longest, count)
    }
    guard longest <= Self.longestReplacement else {
      throw .malformed("a character that becomes \(longest) bytes")
    }
  }

  /// The longest key that `text` begins with: its length and what to put in its place.
  func longestMatch(_ text: ArraySlice<UInt8>) -> (length: Int, replacement: ArraySlice<UInt8>)? {
    guard let root = units.first else { return nil }
    var (node, length) = (Self.offset(root), 0)
    var best: (length: Int, place: Int)?
    for byte in text {
      node ^= Int(byte)
      guard node < units.count, Self.label(units[node]) == UInt32(byte) else { break }
      let unit = units[node]
      node ^= Self.offset(unit)
      length += 1
      if unit >> 8 & 1 == 1, node < units.count {
        best = (length, Int(units[node] & 0x7fff_ffff))
      }
    }
    guard let best, best.place < replacements.count else { return nil }
    return (best.length, replacements[best.place...].prefix { $0 != 0 })
  }

  private static func word(_ data: [UInt8], _ start: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(data[start + $1]) << (8 * UInt32($1)) }
  }

  /// A unit's byte; of a leaf more than a byte, so that it never matches.
  private static func label(_ unit: UInt32) -> UInt32 { unit & (1 << 31 | 0xff) }

  private static func offset(_ unit: UInt32) -> Int { Int(unit >> 10) << Int((unit & 1 << 9) >> 6) }
}
