import Chapters
import Foundation

/// `CITATION.cff`: how a published report is cited (Citation File Format 1.2.0).
struct CitationFile {
  static let name = "CITATION.cff"

  let title: String
  let publication: PublicationMetadata
  let abstract: String?

  /// The file's lines; nil for a report without authors, which the format asks for.
  var text: String? {
    guard !publication.authors.isEmpty else { return nil }
    var lines = [
      "cff-version: 1.2.0", "message: If you use this report, please cite it.",
      "title: \(Self.quoted(title))",
      "authors:",
    ]
    for author in publication.authors {
      lines.append("  - name: \(Self.quoted(author.name))")
      if let place = author.affiliation, author.orcid == nil {
        lines.append("    location: \(Self.quoted(place))")
      }
      if let orcid = author.orcid { lines.append("    orcid: https://orcid.org/\(orcid)") }
    }
    // The format knows days alone.
    if let date = publication.date?.text, date.count == 10 { lines.append("date-released: \(date)") }
    if let abstract { lines.append("abstract: \(Self.quoted(abstract))") }
    if !publication.keywords.isEmpty {
      lines += ["keywords:"] + publication.keywords.map { "  - \(Self.quoted($0))" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A text as YAML's double quotation marks have it, which is as JSON has it.
  private static func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
