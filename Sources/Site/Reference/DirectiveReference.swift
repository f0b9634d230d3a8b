import Chapters
import Foundation
import Pipeline
import Templates

/// The reference of the directives as pages: a list, with what `report.yml` and front matter may say beneath it, and for
/// each directive its options, what it measures and a block.
public struct DirectiveReference {
  /// The title of its first page.
  static let title = "Directives"

  private let directives: [AnyDirective]
  private let examples: [String: DirectiveExample]

  /// The reference of some directives, in their order, with a block and its figure for some of them.
  init(_ directives: [AnyDirective], examples: [String: DirectiveExample]) {
    (self.directives, self.examples) = (directives, examples)
  }

  /// The reference outside of a report.
  public init(_ directives: [AnyDirective]) {
    let pairs = directives.compactMap { directive in
      DirectiveExample(of: directive, inReport: false).map { (directive.name, $0) }
    }
    self.init(directives, examples: Dictionary(uniqueKeysWithValues: pairs))
  }

  /// The reference with the blocks of a report and what the store has of them.
  ///
  /// - Throws: the system's error for a drawing that cannot be read.
  public init(of writer: SiteWriter) throws {
    self.init(writer.report.directives, examples: try writer.examplesAlone())
  }

  /// The files by their paths: `index.html`, a page for each directive, their style, and what the figures show.
  ///
  /// - Throws: a `FileError` for a picture that cannot be read.
  public func files() throws -> [String: Data] {
    var texts = [
      "index.html": document(Self.title, current: nil, list),
      "style.css": Templates.plotStyle + Templates.style,
    ]
    for directive in directives {
      texts["\(directive.name).html"] = document(
        "{\(directive.name)}", current: directive.name, body(of: directive))
    }
    var files = texts.mapValues { Data($0.utf8) }
    for (path, file) in examples.values.flatMap(\.files) { files[path] = try file.content() }
    return files
  }

  /// The list of all directives as HTML.
  var list: String {
    let entries = directives.map { directive in
      "<li><h2><a href=\"\(directive.name).html\"><code>{\(directive.name)}</code></a></h2>\n"
        + "<p>\(Self.prose(directive.summary))</p></li>\n"
    }
    return """
      <ul class="contents">
      \(entries.joined())</ul>
      <h2 id="report-yml">What <code>report.yml</code> may say</h2>
      \(Self.keys(of: Manifest.schema, defaults: Manifest()))\
      <h2 id="front-matter">What a chapter's front matter may say</h2>
      \(Self.keys(of: FrontMatter.schema, defaults: FrontMatter()))
      """
  }

  private static func keys<Value>(of schema: Schema<Value>, defaults: Value) -> String {
    table(
      ["key", "what it says", "what it may be", "default"],
      schema.fields.map { field in
        let standard = field.standard(of: defaults).map { text in
          ["none", "[]"].contains(text) ? "" : "<code>\(HTML.escaped(text))</code>"
        }
        return ["<code>\(HTML.escaped(field.name))</code>", prose(field.summary), prose(field.expectation)]
          + [standard ?? "required"]
      })
  }

  /// What a directive's page says, as HTML.
  func body(of directive: AnyDirective) -> String {
    let shows = directive.shows == .table ? "a table" : "a figure"
    let seed = directive.isRandom ? " It draws random numbers and needs a <code>seed</code>." : ""
    let options = directive.options.map {
      ["<code>\(HTML.escaped($0.name))</code>", Self.prose($0.summary), Self.prose($0.expectation)]
        + [$0.standard.map { "<code>\(HTML.escaped($0))</code>" } ?? "required"]
    }
    let values = directive.measures.map {
      ["<code>{{id.\(HTML.escaped($0.name))}}</code>", Self.prose($0.meaning)]
    }
    return """
      <p>\(Self.prose(directive.summary)).</p>
      <p>A block shows \(shows).\(seed)</p>
      <h2 id="example">A block</h2>
      \(Self.example(directive.example))\(examples[directive.name]?.html ?? "")<h2 id="options">Options</h2>
      <p>Every option may have a value for each profile: <code>{draft: ..., quick: ..., paper: ...}</code>.</p>
      \(Self.table(["option", "what it says", "what it may be", "default"], options))\
      \(values.isEmpty ? "" : "<h2 id=\"values\">Values</h2>\n" + Self.table(["value", "what it is"], values))
      """
  }

  private func document(_ title: String, current: String?, _ body: String) -> String {
    let links = directives.map { directive in
      let mark = directive.name == current ? " aria-current=\"page\"" : ""
      return "<li><a href=\"\(directive.name).html\"\(mark)>\(directive.name)</a></li>\n"
    }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(HTML.escaped(title)) - report</title>
      <link rel="stylesheet" href="style.css">
      </head>
      <body>
      <a class="skip" href="#_content">Skip to the text</a>
      <div class="page">
      <nav class="chapters" aria-label="Directives">
      <details class="menu"><summary>Directives</summary></details>
      <div class="list">
      <p class="report-title"><a href="index.html"\(current == nil ? " aria-current=\"page\"" : "")>Directives</a></p>
      <ol>
      \(links.joined())</ol>
      </div>
      </nav>
      <main id="_content">
      <h1>\(HTML.escaped(title))</h1>
      \(body)</main>
      </div>
      </body>
      </html>

      """
  }

  private static func table(_ headings: [String], _ rows: [[String]]) -> String {
    let head = headings.map { "<th scope=\"col\">\($0)</th>" }.joined()
    let body = rows.map { "<tr>\($0.map { "<td>\($0)</td>" }.joined())</tr>\n" }.joined()
    return "<div class=\"table\" role=\"region\" aria-label=\"\(headings[0])s\" tabindex=\"0\"><table>\n"
      + "<thead><tr>\(head)</tr></thead>\n<tbody>\n\(body)</tbody>\n</table></div>\n"
  }

  /// The block of an example, and what is said behind it.
  private static func example(_ text: String) -> String {
    let parts = text.split(separator: "\n\n", omittingEmptySubsequences: true)
    return parts.map { part in
      part.hasPrefix("```")
        ? "<pre tabindex=\"0\"><code>\(HTML.escaped(String(part)))</code></pre>\n"
        : "<p>\(prose(String(part)))</p>\n"
    }.joined()
  }

  /// A text whose quoted names are code.
  private static func prose(_ text: String) -> String {
    HTML.escaped(text).replacing(#/(^|[ (\[])'([^'\n]+)'/#) { "\($0.1)<code>\($0.2)</code>" }
  }
}
