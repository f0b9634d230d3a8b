/// The parts of a report, each with the chapter that it begins with:
///
///     parts:
///       A pretrained model: prompts.md
///       Flow matching: unet.md
public struct ReportParts: SchemaValue, Sendable {
  /// One of them.
  public struct Part: Sendable {
    /// What stands above its chapters.
    public let title: AuthorText
    /// The file of its first chapter, as the author wrote it.
    public let firstChapter: String
    /// Where the chapter's name stands, for messages.
    public let span: SourceSpan
  }

  /// In the author's order.
  public let all: [Part]

  /// Some parts; by default none.
  public init(_ all: [Part] = []) { self.all = all }

  /// The title of the part that begins with a chapter's file.
  public func title(beginningAt chapter: String) -> AuthorText? {
    all.first { $0.firstChapter == chapter }?.title
  }

  /// What a message says was expected.
  public static let expectation = "lines 'title: first chapter'"

  /// Reads a mapping from titles to files; throws a `Diagnostic` for anything else.
  public static func read(_ yaml: YAML, key: String) throws -> ReportParts {
    guard let entries = yaml.entries else { throw mismatch(yaml, key: key) }
    return ReportParts(
      try entries.map { title, chapter in
        let first = try String.read(chapter, key: title.text ?? "")
        return Part(title: try AuthorText.read(title, key: "parts"), firstChapter: first, span: chapter.span)
      })
  }

  /// Never part of a key: parts order the pages, not the results.
  public var canonical: String {
    "[\(all.map { "\($0.title.text): \($0.firstChapter)" }.joined(separator: ", "))]"
  }

  /// What is wrong with the parts of a report whose chapters are listed: an unknown chapter, or one out of order.
  func diagnostics(for chapters: [String]) -> [Diagnostic] {
    let places = Dictionary(chapters.enumerated().map { ($1, $0) }) { first, _ in first }
    var last = -1
    return all.compactMap { part in
      guard let index = places[part.firstChapter] else {
        let mistake = Mistake.partOfUnlistedChapter(
          part: part.title.text, chapter: part.firstChapter, listed: chapters)
        return Diagnostic(mistake, at: part.span)
      }
      defer { last = max(last, index) }
      guard index <= last else { return nil }
      return Diagnostic(.partOutOfOrder(part.title.text), at: part.span)
    }
  }
}
