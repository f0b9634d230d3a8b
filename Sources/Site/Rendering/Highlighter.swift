import Chapters
import Figures
import Files
import Foundation
import Pipeline
import Templates

/// A listing in a language.
public struct Listing: Hashable, Sendable {
  let language: String
  let text: String

  /// The listing of a block of code; nil where it names no language.
  init?(info: String, text: String) {
    guard let word = info.split(whereSeparator: \.isWhitespace).first, word.first != "{" else { return nil }
    (language, self.text) = (word.lowercased(), text)
  }

  var key: String { FileHash.sha256(of: Data("\(language)\n\(text)".utf8)) }
}

/// Has listings coloured by Pygments while the site is built: pages carry classes, the style sheet their colours, and no
/// block's key the version.
public struct Highlighter: Sendable {
  private let cache: MarkupCache
  private let commands: any CommandRunner
  /// Longer listings stay plain.
  private static let longestListing = 200_000

  /// A highlighter for a project.
  public init(_ project: ProjectFolder, environment: [String: String] = ProcessInfo.processInfo.environment) {
    commands = SystemCommands(environment: environment)
    cache = MarkupCache("listings", of: project, rules: .listings)
  }

  /// Colours the listings of a report.
  ///
  /// - Returns: HTML for each whose language is known.
  /// - Throws: an `EnvironmentFault` where Python or Pygments is missing.
  public func colour(_ report: Report) async throws -> [Listing: String] {
    let all = Set(report.chapters.flatMap(\.listings).compactMap { Listing(info: $0.info, text: $0.text) })
      .filter { $0.text.utf8.count <= Self.longestListing }
    guard !all.isEmpty else { return [:] }
    var known = cache.read()
    let missing = all.filter { known[$0.key] == nil }.sorted { $0.key < $1.key }
    if !missing.isEmpty {
      // What has no colours is kept as nothing, so that it is not asked for again.
      for (listing, html) in zip(missing, try await ask(missing)) { known[listing.key] = html ?? "" }
      try? cache.write(known)  // a project that may not be written can still be built
    }
    let pairs = all.compactMap { listing in known[listing.key].map { (listing, $0) } }
    return Dictionary(uniqueKeysWithValues: pairs.filter { !$0.1.isEmpty })
  }

  private func ask(_ listings: [Listing]) async throws -> [String?] {
    let request = listings.map { ["language": $0.language, "text": $0.text] }
    let input = Command.Input.bytes([UInt8](try JSONEncoder().encode(request)))
    do {
      let reply = try await commands.run(Command("python3", ["-c", Templates.highlight], input: input))
      let answers = try? JSONDecoder().decode([String?].self, from: Data(reply.utf8))
      if let answers, answers.count == listings.count {
        return answers.map { answer in answer.flatMap { MarkupRules.listings.accept($0) ? $0 : nil } }
      }
      throw EnvironmentFault.programFailed("python3", output: "it gave no answer for each listing")
    } catch let failure as CommandFailure {
      let isMissing = failure.reason == .notFound || failure.complaint.contains("No module named 'pygments'")
      guard !isMissing else {
        throw EnvironmentFault.missingProgram(
          "Pygments", purpose: "colouring listings",
          remedy: "install it: apt-get install --no-install-recommends python3-pygments")
      }
      let text = String(decoding: failure.complaint.utf8.prefix(400), as: UTF8.self)
      throw EnvironmentFault.programFailed("python3", output: text.isEmpty ? failure.message : text)
    }
  }
}

extension MarkupRules {
  /// What Pygments writes of a listing.
  static let listings = MarkupRules(elements: "span", attributes: "class")
}
