import Foundation

/// A text inside an SVG drawing, in a `metadata` element that nothing shows.
public enum SVGText {
  private static let end = "</metadata>"

  private static func beginning(_ keyword: String) -> String { "<metadata id=\"\(keyword)\">" }

  /// A drawing with a text in it, behind its first tag.
  ///
  /// - Parameter keyword: an identifier that nothing else in the drawing has.
  /// - Returns: nil for a drawing whose first tag cannot be told.
  public static func adding(_ text: String, keyword: String, to svg: String) -> String? {
    guard let place = insideOfFirstTag(svg) else { return nil }
    return String(svg[..<place]) + beginning(keyword) + XML.escaped(text) + end + String(svg[place...])
  }

  /// The text of a keyword, and the drawing without it; nil where there is none.
  public static func text(of keyword: String, in svg: String) -> (text: String, drawing: String)? {
    guard let start = svg.range(of: beginning(keyword)),
      let stop = svg[start.upperBound...].range(of: end)
    else { return nil }
    let text = XML.unescaped(String(svg[start.upperBound..<stop.lowerBound]))
    return (text, String(svg[..<start.lowerBound]) + String(svg[stop.upperBound...]))
  }

  /// Where the content of the first `svg` element begins.
  private static func insideOfFirstTag(_ svg: String) -> String.Index? {
    guard let tag = svg.range(of: "<svg"), tag.upperBound < svg.endIndex,
      svg[tag.upperBound].isWhitespace || svg[tag.upperBound] == ">"
    else { return nil }
    var quote: Character?
    for place in svg[tag.upperBound...].indices {
      let character = svg[place]
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == ">" {
        return svg[svg.index(before: place)] == "/" ? nil : svg.index(after: place)
      }
    }
    return nil
  }
}
