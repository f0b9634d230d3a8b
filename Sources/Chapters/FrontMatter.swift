/// What a chapter says of itself between two lines of three hyphens.
public struct FrontMatter: Sendable {
  /// The chapter's title.
  public var title = AuthorText("")
  /// The chapter's place where `report.yml` lists no chapters; smaller comes first.
  public var order = 0
  /// One or two sentences for the contents page.
  public var summary: AuthorText?
  /// What the field calls the chapter's subject, where the title has words of its own.
  public var terms: [AuthorText] = []

  /// Date, authors, licence, abstract and keywords, where they differ from the report's.
  public var publication = PublicationMetadata()

  /// Front matter that says nothing: the defaults.
  public init() {}

  /// The texts that pages show.
  public var texts: [AuthorText] { [title, summary].compactMap(\.self) + terms + publication.texts }

  /// The keys and their meaning.
  public static var schema: Schema<FrontMatter> {
    Schema(
      [
        .required("title", \.title, "the chapter's title"),
        .option("order", \.order, "the chapter's place where report.yml lists no chapters"),
        .option("summary", \.summary, "one or two sentences for the contents page"),
        .option("terms", \.terms, "what the field calls the chapter's subject, such as 'hybrid images'"),
      ] + PublicationMetadata.fields.map { $0.lifted(to: \.publication) })
  }

  /// Reads the front matter of a file.
  ///
  /// - Returns: the front matter, the number of lines it takes, and what is wrong with it.
  static func read(_ file: SourceFile) -> (value: FrontMatter, lines: Int, diagnostics: [Diagnostic]) {
    let start = SourceSpan(file, at: SourcePosition(line: 1, column: 1), length: 3)
    guard file.lines.first?.trimmed == "---" else {
      return (FrontMatter(), 0, [Diagnostic(.frontMatterMissing, at: start)])
    }
    guard let end = file.lines.dropFirst().firstIndex(where: { $0.trimmed == "---" }) else {
      return (FrontMatter(), file.lines.count, [Diagnostic(.frontMatterUnclosed, at: start)])
    }
    do {
      let text = file.lines[1..<end].joined(separator: "\n")
      let entries = try YAML.mapping(text, in: file, from: 2)
      let (value, diagnostics) = schema.read(entries, into: FrontMatter(), from: start)
      return (value, end + 1, diagnostics)
    } catch {
      return (FrontMatter(), end + 1, Diagnostics(error).all)
    }
  }
}

extension Substring {
  /// Without blanks at the end.
  var trimmed: Substring {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
