import Mustache

/// How templates write values into a page: as Mustache escapes HTML, but by bytes, where it compares characters.
struct PageEscaping: MustacheContentType {
  /// Escaping is chosen by name, in a tag of its own.
  private static let tag: String = {
    MustacheContentTypes.register(PageEscaping(), named: "PAGE")
    return "{{% CONTENT_TYPE:PAGE}}\n"
  }()

  /// Parses a template whose values are written in this way.
  ///
  /// - Throws: `MustacheTemplate.ParserError`, its place one line further down than in `text`.
  static func template(_ text: String) throws -> MustacheTemplate { try MustacheTemplate(string: tag + text) }

  func escapeText(_ text: String) -> String {
    var copy = text
    return copy.withUTF8 { bytes in
      guard bytes.contains(where: { Self.entity($0) != nil }) else { return text }
      var escaped: [UInt8] = []
      escaped.reserveCapacity(bytes.count + bytes.count / 8 + 8)
      for byte in bytes {
        if let entity = Self.entity(byte) { escaped += entity.utf8 } else { escaped.append(byte) }
      }
      return String(decoding: escaped, as: UTF8.self)
    }
  }

  private static func entity(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }
}
