import Foundation

/// `report/report.yml`: what the report is and which chapters it has.
public struct Manifest: Sendable {
  /// The report's title.
  public var title = AuthorText("")
  /// Who wrote it.
  public var author: String?
  /// Date, authors, licence, abstract and keywords.
  public var publication = PublicationMetadata()
  /// One or two sentences under the title.
  public var summary: AuthorText?
  /// The block whose pictures stand at the top of the contents page.
  public var hero: String?
  /// The chapters' file names in reading order; empty for all `*.md` files by their `order`, then by name.
  public var chapters: [String] = []
  /// The parts that the chapters make up, if any.
  public var parts = ReportParts()
  /// The names that per-profile values may use.
  public var profiles = ["draft", "quick", "paper"]
  /// The profile of a build that names none.
  public var defaultProfile = "quick"
  /// Text-to-image models by the names that blocks call them.
  public var models = NamedModels()
  /// The folder of the theme of the pages, from the report's folder.
  public var theme: String?
  /// Whether the site has the reference of the directives, each with a block of the report.
  public var reference = false
  /// The language of the pages, as in HTML's `lang`.
  public var language = "en"
  /// Words of the pages in the author's choice, by their keys.
  public var ownWords = TextTable()
  /// Texts that chapters take up by `{{name}}`.
  public var variables = TextTable()
  /// Whether straight quotation marks, hyphens and dots become those of print.
  public var smartQuotes = false
  /// The file with the sources that chapters cite, by its path in the report's folder.
  public var bibliography: String?
  /// The style of citations, a file in the Citation Style Language.
  public var citationStyle: String?
  /// Where the options stand, by their keys.
  public private(set) var places: [String: SourceSpan] = [:]

  /// A manifest that says nothing: the defaults.
  public init() {}

  /// The texts that pages show.
  public var texts: [AuthorText] {
    [title, summary].compactMap(\.self) + parts.all.map(\.title) + publication.texts
  }
  /// The words of the pages.
  public var words: PageWords { PageWords(language: language, own: ownWords.texts) }
  /// Where each of the chapters is listed, for messages.
  public private(set) var chapterPlaces: [SourceSpan] = []

  /// The keys and their meaning.
  public static var schema: Schema<Manifest> {
    Schema(
      [
        .required("title", \.title, "the report's title"),
        .option("author", \.author, "who wrote it"),
        .option("summary", \.summary, "one or two sentences under the title"),
        .option("hero", \.hero, "the block whose pictures stand at the top of the contents page"),
        .option("chapters", \.chapters, "the chapters' files in reading order"),
        .option("parts", \.parts, "the titles of the report's parts, each with its first chapter"),
        .option("profiles", \.profiles, "the names that per-profile values may use"),
        .option("default-profile", \.defaultProfile, "the profile of a build that names none"),
        .option(
          "models", \.models, "the folders of text-to-image models by the names that {model} blocks call them"
        ),
        .option(
          "theme", \.theme, "a folder of templates, style sheets and files that say how the pages look"),
        .option(
          "reference", \.reference,
          "whether the site has the reference of the directives, each with a block of the report"),
        .option(
          "language", \.language,
          "the language of the pages, as in HTML's lang, which gives words and direction"),
        .option("words", \.ownWords, "words of the pages that take the place of the language's own"),
        .option("bibliography", \.bibliography, "the file of BibTeX with the sources that chapters cite"),
        .option(
          "citation-style", \.citationStyle,
          "the style of citations, a file in the Citation Style Language (otherwise author and date)"),
        .option("variables", \.variables, "texts by the names by which chapters take them up: {{name}}"),
        .option(
          "smart-quotes", \.smartQuotes, "whether straight quotation marks, -- and ... become those of print"),
      ] + PublicationMetadata.fields.map { $0.lifted(to: \.publication) })
  }

  /// Reads a manifest.
  ///
  /// - Throws: `Diagnostics` with all that is wrong in it.
  public static func read(_ file: SourceFile) throws -> Manifest {
    let start = SourceSpan(file, at: SourcePosition(line: 1, column: 1))
    let entries = try YAML.mapping(file.text, in: file, from: 1)
    var (manifest, diagnostics) = schema.read(entries, into: Manifest(), from: start)
    let place = { (key: String, item: Int?) in
      let value = entries[key]
      return item.flatMap { value?.items?[$0].span } ?? value?.span ?? start
    }
    manifest.places = Dictionary(entries.map { ($0.key.text ?? "", $0.value.span) }) { first, _ in first }
    for (index, name) in manifest.profiles.enumerated() where !Identifier.isValid(name) {
      diagnostics.append(Diagnostic(.invalidIdentifier(name), at: place("profiles", index)))
    }
    if !manifest.profiles.contains(manifest.defaultProfile) {
      diagnostics.append(
        Diagnostic(
          .unknownProfile(manifest.defaultProfile, known: manifest.profiles),
          at: place("default-profile", nil)))
    }
    var listed: Set<String> = []
    for (index, name) in manifest.chapters.enumerated() {
      let isRepeated = !listed.insert(name).inserted
      manifest.chapterPlaces.append(place("chapters", index))
      diagnostics += check(chapter: name, isRepeated: isRepeated, at: place("chapters", index))
    }
    diagnostics += manifest.ownWords.unknown(among: PageWords.Key.allCases.map(\.rawValue))
    diagnostics += manifest.parts.diagnostics(for: manifest.chapters)
    if !diagnostics.isEmpty { throw Diagnostics(diagnostics) }
    return manifest
  }

  /// A chapter is a file in the manifest's folder or in one within it: no path leads out.
  private static func check(chapter name: String, isRepeated: Bool, at span: SourceSpan) -> [Diagnostic] {
    if isRepeated { return [Diagnostic(.repeatedChapter(name), at: span)] }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let isName =
      name.hasSuffix(".md") && name != "index.md" && !parts.contains { $0.isEmpty || $0.hasPrefix(".") }
    return isName ? [] : [Diagnostic(.chapterName(name), at: span)]
  }
}
