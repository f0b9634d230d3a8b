import Foundation

/// Texts inside PNG files (PNG specification, third edition, 11.3.3.4: iTXt): they leave the pixels as they are.
public enum PNGText {
  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  /// The longest text that is read: a megabyte.
  private static let longest = 1 << 20

  /// A PNG file with a text in it, before its end. The same file and text give the same bytes.
  ///
  /// - Parameter keyword: 1 to 79 printable ASCII characters.
  /// - Returns: nil for data that is no PNG file from its first byte to its last.
  public static func adding(_ text: String, keyword: String, to png: Data) -> Data? {
    guard let end = chunks(of: png)?.last, end.type == "IEND" else { return nil }
    // Neither compressed nor in a language that is named.
    let body = Array("iTXt\(keyword)".utf8) + [0, 0, 0, 0, 0] + Array(text.utf8)
    var result = png.prefix(end.start)
    result += bigEndian(UInt32(body.count - 4)) + body + bigEndian(checksum(of: body))
    result += png[png.startIndex + end.start..<png.startIndex + end.content.upperBound + 4]
    return result
  }

  /// The first text of a keyword; nil where there is none, or the data is no PNG file.
  public static func text(of keyword: String, in png: Data) -> String? {
    let bytes = [UInt8](png)
    for chunk in chunks(of: png) ?? [] where chunk.type == "iTXt" && chunk.content.count <= longest {
      let content = bytes[chunk.content]
      let parts = content.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0].elementsEqual(keyword.utf8), parts[1].first == 0 else { continue }
      // Two bytes about compression, then a language and a translation that each end with a zero.
      let rest = parts[1].dropFirst(2).split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
      guard rest.count == 3, let text = String(validating: rest[2], as: UTF8.self) else { continue }
      return text
    }
    return nil
  }

  private struct Chunk {
    let type: String
    /// Where it begins: with its length.
    let start: Int
    let content: Range<Int>
  }

  /// All chunks up to the end; nil where they do not follow each other as they should.
  private static func chunks(of png: Data) -> [Chunk]? {
    guard png.starts(with: signature) else { return nil }
    return png.withUnsafeBytes { bytes in
      var (chunks, place): ([Chunk], Int) = ([], signature.count)
      while chunks.last?.type != "IEND" {
        guard place + 12 <= bytes.count else { return nil }
        let length = Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
        guard length <= bytes.count - place - 12 else { return nil }
        let type = String(decoding: bytes[place + 4..<place + 8], as: UTF8.self)
        chunks.append(Chunk(type: type, start: place, content: place + 8..<place + 8 + length))
        place += length + 12
      }
      return chunks
    }
  }

  private static func bigEndian(_ number: UInt32) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }

  /// CRC-32 of a chunk's type and content (Annex D of the specification).
  private static func checksum(of bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { sum, byte in table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ sum >> 8 }
  }

  private static let table: [UInt32] = (0..<256).map { (byte: UInt32) in
    (0..<8).reduce(byte) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
  }
}
