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
    let escaped = HTML.escaped(text)
    return escaped.utf8.contains(UInt8(ascii: "'")) ? escaped.substituting("&#39;", for: "'") : escaped
  }
}
