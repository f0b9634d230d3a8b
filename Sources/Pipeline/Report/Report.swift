import Chapters

/// A profile was asked for that `report.yml` does not have.
public struct UnknownProfile: Error, CustomStringConvertible {
  /// The profile that was asked for.
  public let name: String
  /// Those that there are.
  public let known: [String]

  /// The profile that was asked for.
  public var description: String { "the report has no profile '\(name)'" }
}

/// A report that has been read and found free of mistakes, ready to be planned, built and rendered.
public struct Report: Sendable {
  /// The folders.
  public let project: ProjectFolder
  /// What `report.yml` says.
  public let manifest: Manifest
  /// The profile whose values the blocks have.
  public let profile: String
  /// The chapters in reading order.
  public let chapters: [Chapter]
  /// All blocks in reading order.
  public let blocks: [DecodedBlock]
  /// Figure, table and equation numbers by id.
  public let numbering: Numbering

  /// The sources that it may cite.
  public let bibliography: Bibliography?
  /// The directives that its blocks may have.
  public let directives: [AnyDirective]
  /// What may be a mistake, found while the report was read.
  public var warnings: [Diagnostic] = []
  /// Every text of the author's that pages show: whatever prose gets, each of them gets.
  public let texts: [PlacedText]
  /// The words of the pages.
  public let words: PageWords

  init(
    project: ProjectFolder, manifest: Manifest, profile: String, chapters: [Chapter], blocks: [DecodedBlock],
    numbering: Numbering, bibliography: Bibliography?, directives: [AnyDirective]
  ) {
    (self.project, self.manifest, self.profile) = (project, manifest, profile)
    (self.chapters, self.blocks, self.numbering) = (chapters, blocks, numbering)
    (self.bibliography, self.directives) = (bibliography, directives)
    (texts, words) = (Self.texts(of: manifest, chapters, blocks), manifest.words)
  }

  /// A text of the author's and the page that shows it.
  public struct PlacedText: Sendable {
    /// The text.
    public let text: MarkedText
    /// The chapter's name; '' for the contents page.
    public let page: String
    /// Whether it is a chapter's own text, a cell of a block's table, or a title or a caption.
    public let kind: Kind

    /// What a text is.
    public enum Kind: Sendable { case chapter, cell, line }
  }

  private static func texts(
    of manifest: Manifest, _ chapters: [Chapter], _ blocks: [DecodedBlock]
  ) -> [PlacedText] {
    var texts = manifest.texts.map { PlacedText(text: $0.marked, page: "", kind: .line) }
    let decoded = Dictionary(blocks.map { ($0.id, $0) }) { first, _ in first }
    for chapter in chapters {
      texts.append(PlacedText(text: chapter.text, page: chapter.name, kind: .chapter))
      let blocks = chapter.blocks.compactMap { decoded[$0.id] }
      let lines = chapter.frontMatter.texts + blocks.flatMap { [$0.caption] + [$0.alt].compactMap(\.self) }
      texts += lines.map { PlacedText(text: $0.marked, page: chapter.name, kind: .line) }
      texts += blocks.flatMap(\.authored.texts).map {
        PlacedText(text: $0.marked, page: chapter.name, kind: .cell)
      }
    }
    return texts
  }
}
