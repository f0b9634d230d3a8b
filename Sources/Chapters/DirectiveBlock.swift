/// A directive block as the author wrote it: `{directive} id` and a YAML mapping.
public struct DirectiveBlock: Sendable {
  /// The word in the braces.
  public let directive: String
  /// The name by which the text and other blocks refer to it.
  public let id: String
  /// The options, or nothing where the YAML could not be read (which has been reported).
  public let entries: YAMLMapping?
  /// The block as it stands in the chapter, fences included.
  public let text: String
  /// The opening fence.
  public let fence: SourceSpan
  /// The place of the id in the fence.
  public let idSpan: SourceSpan
  /// Its place among the chapter's blocks of code.
  public let ordinal: Int
  /// The line of the chapter's whole text, included files in it, in which it begins, from 0.
  let line: Int
}

extension DirectiveBlock {
  /// - Throws: a `Diagnostic` for a block without a name; what is wrong with its options goes to `diagnostics`.
  init(_ listing: MarkedText.CodeBlock, diagnostics: inout [Diagnostic]) throws {
    (ordinal, line) = (listing.ordinal, listing.lines.startIndex)
    text = listing.lines.map(\.text).joined(separator: "\n")
    let source = listing.lines.first?.text ?? ""
    fence = listing.fence
    guard let (word, name) = Self.parts(ofFence: listing.info) else {
      throw Diagnostic(.malformedFence(listing.info), at: fence)
    }
    directive = word
    guard listing.isTopLevel else { throw Diagnostic(.nestedDirective, at: fence) }
    guard let id = name else {
      throw Diagnostic(.missingIdentifier(directive: directive), at: fence)
    }
    self.id = id
    let offset = source.ranges(of: id).last.map { source[..<$0.lowerBound].unicodeScalars.count } ?? 0
    idSpan = listing.lines.first?.span(at: offset, length: id.count) ?? fence
    guard Identifier.isValid(id) else { throw Diagnostic(.invalidIdentifier(id), at: idSpan) }
    let number = fence.position.line
    guard Self.isClosed(listing) else { throw Diagnostic(.fenceUnclosed(line: number), at: fence) }
    do {
      entries = try YAML.mapping(listing.text, in: fence.file, from: number + 1, indent: listing.column - 1)
    } catch {
      diagnostics += Diagnostics(error).all
      entries = nil
    }
  }

  /// `{directive} id` as its two words, the second nil where it is missing; nil for anything else.
  private static func parts(ofFence info: String) -> (directive: String, id: String?)? {
    guard info.hasPrefix("{"), let close = info.firstIndex(of: "}") else { return nil }
    let (inner, rest) = (info[..<close].dropFirst(), info[close...].dropFirst())
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    let words = rest.split(whereSeparator: isBlank)
    guard !inner.contains("{"), rest.first.map(isBlank) ?? true, words.count <= 1,
      words.first?.contains(where: \.isWhitespace) != true
    else { return nil }
    let directive = inner.drop(while: \.isWhitespace).split(separator: " ").first
    return (directive.map(String.init) ?? "", words.first.map(String.init))
  }

  /// cmark lets an unclosed fence swallow the rest of the chapter; an author would search long for that.
  private static func isClosed(_ listing: MarkedText.CodeBlock) -> Bool {
    guard listing.lines.count > 1, let last = listing.lines.last, last.isOfFile(listing.fence.file) else {
      return false
    }
    let text = last.text[...].trimmed.drop { $0 == " " }
    return text.count >= 3 && text.allSatisfy { $0 == "`" || $0 == "~" }
  }
}

extension MarkedText.CodeBlock {
  /// The opening fence.
  fileprivate var fence: SourceSpan {
    let first = lines.first ?? SourceLine(text: "", origin: .within(SourceSpan.nowhere))
    return first.span(at: column - 1, length: first.text.unicodeScalars.count - column + 1)
  }
}
