/// One Markdown file of a report, parsed.
public struct Chapter: Sendable {
  /// The file that was parsed.
  public let file: SourceFile
  /// The file's path in the report's folder without `.md`: the name of its page.
  public let name: String
  /// What the chapter says of itself.
  public let frontMatter: FrontMatter
  /// The text behind the front matter.
  public let text: MarkedText
  /// The blocks in reading order.
  public let blocks: [DirectiveBlock]
  /// The ids of blocks that could not be read (which has been reported), so that references to them are no
  /// mistakes of their own.
  public let lostIDs: [String]

  /// Parses a chapter; what can be read is kept even where mistakes are found.
  ///
  /// - Parameter include: reads a file that the chapter includes, by its path in the report's folder.
  public static func parse(
    _ file: SourceFile, name: String, including include: @escaping Inclusions.Reader = { _ in nil }
  ) -> (chapter: Chapter, diagnostics: [Diagnostic]) {
    let (frontMatter, lines, frontDiagnostics) = FrontMatter.read(file)
    var inclusions = Inclusions(include)
    let text = MarkedText(chapter: inclusions.expanded(SourceLine.lines(of: file, from: lines), of: file))
    var diagnostics = frontDiagnostics + inclusions.diagnostics
    var (blocks, lostIDs): ([DirectiveBlock], [String]) = ([], [])
    for listing in text.codeBlocks where listing.info.hasPrefix("{") {
      do {
        blocks.append(try DirectiveBlock(listing, diagnostics: &diagnostics))
      } catch {
        diagnostics += Diagnostics(error).all
        let words = listing.info.split { !$0.isNameLetter && !$0.isNameDigit && $0 != "-" }
        lostIDs += words.map(String.init)
      }
    }
    diagnostics += text.diagnostics
    return (
      Chapter(file: file, name: name, frontMatter: frontMatter, text: text, blocks: blocks, lostIDs: lostIDs),
      diagnostics
    )
  }

  /// The blocks of code that are no directives, with what stands behind their fences.
  public var listings: [(info: String, text: String)] {
    text.codeBlocks.filter { !$0.info.hasPrefix("{") }.map { ($0.info, $0.text) }
  }

  /// The lines of the chapter's file that are code, from 1.
  public var codeLines: Set<Int> {
    Set(text.codeBlocks.flatMap(\.lines).filter { $0.isOfFile(file) }.map { $0.span(at: 0).position.line })
  }
}
