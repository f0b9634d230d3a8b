import Chapters
import Figures
import Files
import Foundation
import Pipeline

/// Has citations and references written by pandoc's citation processor while the site is built.
///
/// Pandoc and not python3-citeproc: it reads BibTeX as it is found (accents, braces, `@string`, crossref), it knows the
/// Citation Style Language whole and with its languages, and one process of 0.14 s serves a report.
public struct Bibliographer: Sendable {
  private let cache: MarkupCache
  private let commands: any CommandRunner

  /// A bibliographer for a project.
  public init(_ project: ProjectFolder, environment: [String: String] = ProcessInfo.processInfo.environment) {
    commands = SystemCommands(environment: environment)
    cache = MarkupCache("citations", of: project, rules: .citations)
  }

  /// Writes what a report cites.
  ///
  /// - Throws: an `EnvironmentFault` where pandoc is missing or fails.
  public func write(_ report: Report) async throws -> CitedSources {
    let marks = report.citations
    guard let bibliography = report.bibliography, !marks.isEmpty else { return CitedSources() }
    let request = marks.enumerated().map { "::: {#c\($0)}\n\($1.pandoc)\n:::\n" }.joined(separator: "\n")
    let language = report.manifest.language
    let parts = [request, bibliography.file.text, bibliography.style?.text ?? "", language]
    let key = FileHash.sha256(of: Data(parts.joined(separator: "\0").utf8))
    var html = cache.read()[key]
    if html == nil {
      html = try await ask(request, bibliography, language, in: report.project)
      if let html { try? cache.write([key: html]) }  // a project that may not be written can still be built
    }
    return CitedSources(html ?? "", marks: marks)
  }

  private func ask(
    _ request: String, _ bibliography: Bibliography, _ language: String, in project: ProjectFolder
  ) async throws -> String {
    let root = project.root
    var arguments = [
      "--from=markdown", "--to=html", "--wrap=none", "--citeproc", "--sandbox",
      "--metadata=link-citations:true",
      "--metadata=lang:\(language)", "--bibliography=\(root.appending(path: bibliography.file.path).path)",
    ]
    if let style = bibliography.style { arguments.append("--csl=\(root.appending(path: style.path).path)") }
    do {
      let reply = try await commands.run(Command("pandoc", arguments, input: .bytes([UInt8](request.utf8))))
      guard MarkupRules.citations.accept(reply) else {
        throw EnvironmentFault.programFailed("pandoc", output: "it wrote markup that no page should have")
      }
      return reply
    } catch let failure as CommandFailure {
      guard failure.reason != .notFound else {
        throw EnvironmentFault.missingProgram(
          "pandoc", purpose: "writing citations",
          remedy: "install it: apt-get install --no-install-recommends pandoc")
      }
      let text = String(decoding: failure.complaint.utf8.prefix(400), as: UTF8.self)
        .trimmingCharacters(in: .whitespacesAndNewlines)
      throw EnvironmentFault.programFailed("pandoc", output: text.isEmpty ? failure.message : text)
    }
  }
}

extension MarkupRules {
  /// What pandoc writes of citations.
  static let citations = MarkupRules(
    elements: "div p span a em strong i b sup sub",
    attributes: "class id href role data-cites data-entry-spacing data-line-spacing style",
    values: ["href": isPlainAddress, "style": isPlainStyle])

  @Sendable private static func isPlainAddress(_ address: Bytes) -> Bool {
    ["#", "https://", "http://"].contains { address.starts(with: $0.utf8) }
  }

  @Sendable private static func isPlainStyle(_ style: Bytes) -> Bool {
    String(decoding: style, as: UTF8.self).wholeMatch(
      of: #/font-variant: small-caps;?|text-decoration: underline;?/#)
      != nil
  }
}

extension Report {
  /// The citations of all texts in reading order, each once.
  var citations: [InlineMark] {
    guard let bibliography else { return [] }
    var met: Set<InlineMark> = []
    return texts.flatMap(\.text.marks).map(\.mark).compactMap { mark in
      switch mark {
      case .citation(let sources):
        sources.allSatisfy { bibliography.contains($0.key) } && met.insert(mark).inserted ? mark : nil
      case .reference(let id, _):
        // What follows a source's key is no part of it.
        numbering[id] == nil && bibliography.contains(id) && met.insert(.reference(id, panel: nil)).inserted
          ? .reference(id, panel: nil) : nil
      default: nil
      }
    }
  }
}

extension InlineMark {
  /// The citation as pandoc reads it.
  fileprivate var pandoc: String {
    switch self {
    case .citation(let sources):
      "["
        + sources.map { source in
          let prefix = source.prefix.isEmpty ? "" : escaped(source.prefix) + " "
          let suffix = source.suffix.isEmpty ? "" : ", " + escaped(source.suffix)
          return "\(prefix)\(source.isYearOnly ? "-" : "")@\(source.key)\(suffix)"
        }.joined(separator: "; ") + "]"
    case .reference(let id, _): "@\(id)"
    default: ""
    }
  }

  /// Plain text: what pandoc would read as marks is escaped.
  private func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      if "\\`*_{}[]()<>#+!|$@;^~'\"&=".unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
  }
}
