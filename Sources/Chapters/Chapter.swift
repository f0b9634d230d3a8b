/// One Markdown file of a report, parsed.
public struct Chapter: Sendable {
  /// The file that was parsed.
  public let file: SourceFile
  /// The file's name without `.md`: the name of its page.
  public let name: String
  /// What the chapter says of itself.
  public let frontMatter: FrontMatter
  /// The prose without front matter, with formulas, references and values lifted out.
  public let markup: InlineMarkup
  /// The blocks in reading order.
  public let blocks: [DirectiveBlock]
  /// The ids of blocks that could not be read (which has been reported), so that references to them are no
  /// mistakes of their own.
  public let lostIDs: [String]

  /// Parses a chapter; what can be read is kept even where mistakes are found.
  public static func parse(_ file: SourceFile, name: String) -> (chapter: Chapter, diagnostics: [Diagnostic])
  {
    let (frontMatter, lines, frontDiagnostics) = FrontMatter.read(file)
    var diagnostics = frontDiagnostics
    // Blank lines in the front matter's place keep every line's number.
    let body = String(repeating: "\n", count: lines) + file.lines.dropFirst(lines).joined(separator: "\n")
    var blocks: [DirectiveBlock] = []
    var lostIDs: [String] = []
    var code: Set<Int> = []
    for listing in MarkdownTree(body).codeBlocks {
      code.formUnion(listing.lines)
      guard listing.info.hasPrefix("{") else { continue }
      do {
        blocks.append(try DirectiveBlock(listing, in: file, diagnostics: &diagnostics))
      } catch {
        diagnostics += Diagnostics(error).all
        let words = listing.info.split { !$0.isNameLetter && !$0.isNameDigit && $0 != "-" }
        lostIDs += words.map(String.init)
      }
    }
    let markup = InlineMarkup(body, in: file, isCode: code.contains)
    diagnostics += markup.diagnostics
    return (
      Chapter(
        file: file, name: name, frontMatter: frontMatter, markup: markup, blocks: blocks, lostIDs: lostIDs),
      diagnostics
    )
  }
}
