/// The sources that a report cites: a file of BibTeX, of which only the keys are read here. What a citation reads and what
/// the page of references has is the work of a citation processor, when the site is built.
public struct Bibliography: Sendable {
  /// The file.
  public let file: SourceFile
  /// The style in the Citation Style Language; nil for the processor's own, author and date.
  public let style: SourceFile?
  /// The keys of the sources, in the file's order.
  public let keys: [String]
  private let known: Set<String>

  /// Reads the keys.
  ///
  /// - Returns: the bibliography, and what is wrong with it.
  public static func read(_ file: SourceFile, style: SourceFile?) -> (Bibliography, [Diagnostic]) {
    var reader = BibTeXReader(file)
    reader.read()
    var diagnostics = reader.diagnostics
    if let style { diagnostics += mistakes(in: style) }
    return (Bibliography(file: file, style: style, keys: reader.keys), diagnostics)
  }

  private init(file: SourceFile, style: SourceFile?, keys: [String]) {
    (self.file, self.style, self.keys, known) = (file, style, keys, Set(keys))
  }

  /// Whether it has a source.
  public func contains(_ key: String) -> Bool { known.contains(key) }

  private static func mistakes(in style: SourceFile) -> [Diagnostic] {
    let start = SourcePosition(line: 1, column: 1)
    guard let tag = style.text.firstMatch(of: #/<style\b[^>]*>/#) else {
      return [Diagnostic(BibliographyMistake.noStyle, path: style.path, at: start)]
    }
    guard !tag.0.contains(#/class\s*=\s*["']note["']/#) else {
      return [Diagnostic(BibliographyMistake.noteStyle, path: style.path, at: start)]
    }
    return []
  }
}

/// What can be wrong with a bibliography and with what refers to it.
public enum BibliographyMistake: Complaint, Equatable {
  case unclosedEntry(String)
  case missingKey(String)
  case duplicateKey(String, line: Int)
  case noStyle
  case noteStyle
  case unknownSource(String, known: [String])
  case noBibliography(String)
  case missingFile(key: String, String)
  /// Brackets name sources and something of the report's own.
  case mixedBrackets(String)
  /// A chapter has the page's name on which the references stand.
  case chapterNamedReferences

  /// What is wrong.
  public var message: String {
    switch self {
    case .unclosedEntry(let kind): "the entry '@\(kind)' that begins here never ends"
    case .missingKey(let kind): "the entry '@\(kind)' has no key"
    case .duplicateKey(let key, let line): "the key '\(key)' is taken by the entry in line \(line)"
    case .noStyle: "this is no style of the Citation Style Language"
    case .noteStyle: "the style writes citations as footnotes, which pages do not have"
    case .unknownSource(let key, _): "the bibliography has no source '\(key)'"
    case .noBibliography(let key): "'@\(key)' cites a source, but report.yml names no bibliography"
    case .missingFile(let key, let name): "'\(key)' names the file '\(name)', which does not exist"
    case .mixedBrackets(let id): "'@\(id)' is no source, but stands in brackets with sources"
    case .chapterNamedReferences: "a chapter of a report with a bibliography cannot be called references.md"
    }
  }

  /// What to do about it.
  public var help: String? {
    switch self {
    case .unclosedEntry: "close every brace that it opens"
    case .missingKey: "write it first, as in @article{ho2020, title = {...}}"
    case .duplicateKey: "give one of the two another key"
    case .noStyle: "take one from the repository of citation styles: a file that ends in .csl"
    case .noteStyle: "choose a style that cites by author and date, or by number"
    case .unknownSource(let key, let known):
      Suggestion.nearest(to: key, among: known).map { "did you mean '@\($0)'?" }
        ?? "add it to the file, or write \\@\(key) for the plain text"
    case .noBibliography(let key):
      "add a line 'bibliography: refs.bib' there, or write \\@\(key) for the plain text"
    case .missingFile: "give its path from the folder of report.yml"
    case .mixedBrackets: "write it outside of the brackets"
    case .chapterNamedReferences: "give the file another name; references.html is the page of the sources"
    }
  }
}
