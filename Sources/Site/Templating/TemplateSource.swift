import Chapters
import Mustache

/// A template that has been read and can be parsed in reasonable time and depth.
struct TemplateSource {
  let template: MustacheTemplate
  let tags: TemplateTags

  /// - Parameter known: the templates that there are.
  /// - Throws: `Diagnostics`.
  init(_ name: String, _ file: SourceFile, known: [String]) throws {
    let bytes = file.text.utf8.count
    guard bytes <= ThemeFiles.sizeLimit else {
      throw Diagnostic(
        TemplateMistake.tooLarge(bytes: bytes, limit: ThemeFiles.sizeLimit), path: file.path)
    }
    tags = TemplateTags(of: name, in: file)
    guard tags.mistakes.isEmpty else { throw Diagnostics(tags.mistakes) }
    try Self.checkEffort(tags, file)
    let strangers = tags.inclusions.compactMap { inclusion -> Diagnostic? in
      guard case .file(let name) = inclusion.included, !known.contains(name) else { return nil }
      return Diagnostic(TemplateMistake.unknown(name, known: known), at: inclusion.span)
    }
    let fetched = FetchedAddresses(file).diagnostics
    guard strangers.isEmpty, fetched.isEmpty else { throw Diagnostics(strangers + fetched) }
    do { template = try PageEscaping.template(file.text) } catch {
      guard let error = error as? MustacheTemplate.ParserError else { throw error }
      let place = SourcePosition(line: error.context.lineNumber - 1, column: error.context.columnNumber)
      throw Diagnostic(TemplateMistake(error.error), at: SourceSpan(file, at: place))
    }
  }

  /// Mustache's parser counts the characters of the whole rest of a template wherever a tag might begin.
  private static func checkEffort(_ tags: TemplateTags, _ file: SourceFile) throws {
    let limit = 100_000_000 / max(1, file.text.utf8.count)
    let beginnings = file.text.count { tags.beginnings.contains($0) }
    guard beginnings <= limit else {
      throw Diagnostic(TemplateMistake.tooManyBraces(beginnings, limit: limit), path: file.path)
    }
  }
}
