import Chapters
import Foundation
import Pipeline

/// `ro-crate-metadata.json`: the published report as a Provenance Run Crate (Workflow Run RO-Crate, version 0.5), which says
/// in a form for machines what ran on what and what came of it.
///
/// The workflow is `blocks.md`, all blocks in reading order; a block is a step of it, its directive the tool.
struct RunCrate {
  /// The crate's files in the site.
  static let (metadata, workflow) = ("ro-crate-metadata.json", "blocks.md")
  private static let context = [
    "https://w3id.org/ro/crate/1.1/context", "https://w3id.org/ro/terms/workflow-run/context",
  ]
  private static let profiles = ["process", "workflow", "provenance"].map {
    "https://w3id.org/ro/wfrun/\($0)/0.5"
  }

  let prose: Prose
  /// In reading order.
  let figures: [FigureView]
  /// The authors, the date and the licence.
  let publication: PublicationMetadata
  typealias Entity = [String: Any]

  /// The text of `blocks.md`.
  var blocks: String { figures.map(\.block.source.text).joined(separator: "\n\n") + "\n" }

  /// The text of the metadata; the same report gives the same.
  var json: String {
    let graph =
      [descriptor, root] + Self.profiles.map(Self.profile) + people + software + workflow + runs + data
    let crate: Entity = ["@context": Self.context, "@graph": graph]
    let options: JSONSerialization.WritingOptions = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let text = try? JSONSerialization.data(withJSONObject: crate, options: options)
    return String(decoding: text ?? Data(), as: UTF8.self) + "\n"
  }

  static func reference(_ id: String) -> [String: String] { ["@id": id] }

  static func references(_ ids: [String]) -> [[String: String]] { ids.map(reference) }

  private var descriptor: Entity {
    [
      "@id": Self.metadata, "@type": "CreativeWork", "about": Self.reference("./"),
      "conformsTo": Self.reference("https://w3id.org/ro/crate/1.1"),
    ]
  }

  private var root: Entity {
    var root: Entity = [
      "@id": "./", "@type": "Dataset", "name": prose.plain(prose.report.manifest.title),
      "conformsTo": Self.references(Self.profiles), "mainEntity": Self.reference(Self.workflow),
      "hasPart": Self.references([Self.workflow] + files),
      "mentions": Self.references(["#run"] + figures.map { "#run-\($0.block.id)" }),
    ]
    let authors = people.compactMap { $0["@id"] as? String }
    root["author"] = authors.isEmpty ? nil : Self.references(authors)
    // The profile asks for both, where the author gives none as well.
    root["description"] = prose.plain(prose.report.manifest.summary ?? prose.report.manifest.title)
    root["datePublished"] = publication.date?.text ?? figures.compactMap(\.published?.published.date).max()
    root["license"] = publication.licence.map(prose.plain) ?? "No licence is stated."
    return root
  }

  private static func profile(_ address: String) -> Entity {
    ["@id": address, "@type": "CreativeWork", "name": "Workflow Run RO-Crate profile", "version": "0.5"]
  }

  private var people: [Entity] {
    publication.authors.enumerated().map { index, author in
      var person: Entity = [
        "@id": author.orcid.map { "https://orcid.org/\($0)" } ?? "#author-\(index + 1)", "@type": "Person",
        "name": author.name,
      ]
      person["affiliation"] = author.affiliation
      return person
    }
  }
}
