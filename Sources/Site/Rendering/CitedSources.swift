import Chapters
import Foundation

/// The citations of a report as HTML, and the references that they lead to.
public struct CitedSources: Sendable {
  /// The page with the references.
  static let page = "references"

  private let citations: [InlineMark: String]
  /// The references; nil where nothing is cited.
  let references: String?

  /// Nothing is cited.
  public init() { (citations, references) = ([:], nil) }

  /// - Parameters:
  ///   - html: what the processor wrote: a division for each mark, then the references.
  ///   - marks: what was cited, in order.
  init(_ html: String, marks: [InlineMark]) {
    let start = html.range(of: "<div id=\"refs\"")?.lowerBound ?? html.endIndex
    let references = String(html[start...])
    let texts = Self.texts(of: references)
    var citations: [InlineMark: String] = [:]
    for found in html[..<start].matches(of: #/<div id="c([0-9]+)">\s*<p>([^\n]*)<\/p>\s*<\/div>/#) {
      guard let index = Int(found.1), marks.indices.contains(index) else { continue }
      citations[marks[index]] = Self.linked(String(found.2), texts)
    }
    self.citations = citations
    self.references = references.isEmpty ? nil : Self.asList(references)
  }

  /// References as a list of items: the roles that the processor gives them are no longer in use.
  private static func asList(_ references: String) -> String {
    references.replacing("role=\"doc-bibliography\"", with: "role=\"list\"")
      .replacing("role=\"doc-biblioentry\"", with: "role=\"listitem\"")
  }

  /// A citation as HTML; nil for what is none.
  subscript(mark: InlineMark) -> String? { citations[mark] }

  /// The plain text of each reference by its key, shown where the pointer rests on a citation.
  private static func texts(of references: String) -> [String: String] {
    var texts: [String: String] = [:]
    for found in references.matches(
      of: #/<div id="ref-([^"]+)"[^>]*>\s*(.*?)\s*<\/div>/#.dotMatchesNewlines())
    {
      texts[String(found.1)] = String(found.2).replacing(#/<[^>]*>/#, with: "")
        .replacing("\"", with: "&quot;")
    }
    return texts
  }

  private static func linked(_ citation: String, _ texts: [String: String]) -> String {
    citation.replacing(#/href="#ref-([^"]+)"/#) { found in
      let title = texts[String(found.1)].map { " title=\"\($0)\"" } ?? ""
      return "href=\"\(page).html#ref-\(found.1)\"\(title)"
    }
  }
}
