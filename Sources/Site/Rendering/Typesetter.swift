import Chapters
import Files
import Foundation
import Pipeline
import Templates

/// Sets formulas with KaTeX while the site is built: the pages carry HTML and MathML and no script.
///
/// All formulas that the cache does not have go to one process; the cache is kept by content.
public struct Typesetter: Sendable {
  /// The folder with KaTeX's style sheet, fonts and library (Debian's package libjs-katex).
  public let katex: URL?
  private let cache: MarkupCache
  private let commands: any CommandRunner

  /// Finds KaTeX: where `REPORT_KATEX` says, otherwise where packages put it.
  public init(_ project: ProjectFolder, environment: [String: String] = ProcessInfo.processInfo.environment) {
    commands = SystemCommands(environment: environment)
    cache = MarkupCache("formulas", of: project, rules: .formulas)
    katex = Self.places(environment).first {
      FileKind(behind: $0.appending(path: "katex.min.js").path) != nil
    }
  }

  /// Where KaTeX may be.
  public static func places(
    _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> [URL] {
    let usual = ["/usr/share/javascript/katex", "/opt/homebrew/lib/node_modules/katex/dist"]
    return (environment["REPORT_KATEX"].map { [$0] } ?? usual).map {
      URL(filePath: $0, directoryHint: .isDirectory)
    }
  }

  /// Sets formulas.
  ///
  /// - Parameter formulas: what to set, each with the place to report a mistake at.
  /// - Throws: `Diagnostics` with every formula that is not valid TeX, or an `EnvironmentFault` where KaTeX is missing.
  public func set(_ formulas: [PlacedFormula]) async throws -> [Formula: String] {
    guard !formulas.isEmpty else { return [:] }
    guard katex != nil else { throw Self.missing("katex") }
    var known = cache.read()
    var missing: [Formula] = []
    let oversized = formulas.filter { $0.formula.tex.count > Self.longestFormula }.map {
      Diagnostic(.formulaTooLong(characters: $0.formula.tex.count, limit: Self.longestFormula), at: $0.span)
    }
    guard oversized.isEmpty else { throw Diagnostics(oversized) }
    let keys = Dictionary(formulas.map { ($0.formula, $0.formula.key) }) { first, _ in first }
    var met: Set<Formula> = []
    for formula in formulas.map(\.formula) where met.insert(formula).inserted {
      if keys[formula].flatMap({ known[$0] }) == nil { missing.append(formula) }
    }
    var mistakes: [Formula: Answer] = [:]
    if !missing.isEmpty {
      for (formula, answer) in zip(missing, try await ask(missing)) {
        if let html = answer.html { known[formula.key] = html }
        if answer.html == nil { mistakes[formula] = answer }
      }
      // A project that may not be written can still be checked.
      try? cache.write(known)
    }
    let diagnostics = formulas.compactMap { placed in
      mistakes[placed.formula].map {
        Diagnostic(.formula($0.error ?? "no reason given"), at: placed.place(ofOffset: $0.position))
      }
    }
    guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
    return keys.compactMapValues { known[$0] }
  }

  /// KaTeX takes seconds for tens of thousands of characters.
  private static let longestFormula = 10_000

  private struct Answer: Decodable {
    let html: String?
    let error: String?
    /// Where in the formula, in UTF-16 units.
    let position: Int?
  }

  private func ask(_ formulas: [Formula]) async throws -> [Answer] {
    guard let katex else { throw Self.missing("katex") }
    let request = formulas.map { ["tex": $0.tex, "display": $0.isDisplayed ? "yes" : ""] }
    let command = Command(
      "node", ["-e", Templates.typeset, katex.appending(path: "katex.min.js").path],
      input: .bytes([UInt8](try JSONEncoder().encode(request))))
    do {
      let reply = try await commands.run(command)
      let answers = try? JSONDecoder().decode([Answer].self, from: Data(reply.utf8))
      if let answers, answers.count == formulas.count { return answers }
      throw EnvironmentFault.programFailed("node", output: "it gave no answer for each formula")
    } catch let failure as CommandFailure {
      guard failure.reason != .notFound else { throw Self.missing("node") }
      let text = String(decoding: failure.complaint.utf8.prefix(400), as: UTF8.self)
        .trimmingCharacters(in: .whitespacesAndNewlines)
      throw EnvironmentFault.programFailed("node", output: text.isEmpty ? failure.message : text)
    }
  }

  private static func missing(_ program: String) -> EnvironmentFault {
    let remedy = "install it: apt-get install --no-install-recommends katex"
    return .missingProgram(program, purpose: "setting formulas", remedy: remedy)
  }
}
