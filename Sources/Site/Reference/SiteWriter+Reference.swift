import Chapters
import Foundation
import Pipeline

// The reference of the directives, with the report's own blocks as examples.
extension SiteWriter {
  /// The folder of its pages in the site.
  static let referenceFolder = "reference"

  /// What makes the pages of the reference, by their paths in the site; nothing where the report has no reference.
  var referenceMakers: [String: Maker] {
    guard hasReference else { return [:] }
    let names = [""] + report.directives.map(\.name)
    return Dictionary(
      uniqueKeysWithValues: names.map { name in
        let page = "\(Self.referenceFolder)/\(name.isEmpty ? "index" : name)"
        return (page + ".html", { .text(try referencePage(page, of: name)) })
      })
  }

  /// Whether the site has it.
  var hasReference: Bool { report.manifest.reference && !isSinglePage }

  private static let wayBack = "<p><a href=\"index.html\">\(DirectiveReference.title)</a></p>\n"

  private func referencePage(_ page: String, of name: String) throws -> String {
    let directive = report.directives.first { $0.name == name }
    var examples: [String: DirectiveExample] = [:]
    if let directive { examples[name] = try example(of: directive, on: page) }
    let reference = DirectiveReference(report.directives, examples: examples)
    let body = directive.map { Self.wayBack + reference.body(of: $0) } ?? reference.list
    let title = directive.map { "{\($0.name)}" } ?? DirectiveReference.title
    return templates.chapter(unnumbered(page, title, ["body": body, "isReference": true]))
  }

  /// The first block of a directive in the report, with its figure; the program's own where the report has none.
  ///
  /// - Parameter page: where it is shown.
  /// - Throws: the system's error for a drawing that cannot be read.
  func example(of directive: AnyDirective, on page: String) throws -> DirectiveExample? {
    let all = report.chapters.flatMap { figures[$0.file.path] ?? [] }
    let own = all.filter { $0.block.directive == directive.name }
    guard let figure = own.first(where: { $0.problem == nil }) ?? own.first else {
      return DirectiveExample(of: directive, inReport: true)
    }
    let prose = prose(on: page)
    return DirectiveExample(
      origin: "The first of this report, \(prose.link(to: figure.block.id)):",
      block: figure.block.source.text,
      figure: templates.figure(try figure.values(prose, mentions: nil)), files: figure.files)
  }

  /// The report's examples for pages that lie elsewhere and have no formulas, sources and other pages around them.
  ///
  /// - Throws: as `example(of:on:)`.
  func examplesAlone() throws -> [String: DirectiveExample] {
    var writer = self
    writer.rendered = RenderedText()
    var examples: [String: DirectiveExample] = [:]
    for directive in report.directives {
      examples[directive.name] = try writer.example(of: directive, on: directive.name)?.alone
    }
    return examples
  }
}

extension DirectiveExample {
  /// Without links but to its own data: there are no other pages where they would lead.
  fileprivate var alone: DirectiveExample {
    func plain(_ html: String) -> String {
      html.replacing(#/<a (?<attributes>[^>]*)>(?<text>.*?)<\/a>/#) { match in
        match.attributes.contains("class=\"data\"") ? String(match.0) : String(match.text)
      }
    }
    return DirectiveExample(origin: plain(origin), block: block, figure: plain(figure), files: files)
  }
}
