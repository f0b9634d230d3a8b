import Chapters
import Foundation
import Pipeline
import Templates

/// A formula as an author wrote it, set apart or within a line.
public struct Formula: Hashable, Sendable {
  public let tex: String
  public let isDisplayed: Bool

  public init(tex: String, isDisplayed: Bool) {
    self.tex = tex
    self.isDisplayed = isDisplayed
  }

  /// What the cache files it under.
  var key: String { FileHash.sha256(of: Data("\(isDisplayed)\n\(tex)".utf8)) }
}

/// Sets formulas with KaTeX while the site is built: the pages carry HTML and MathML and no script.
///
/// All formulas that the cache does not have go to one process; the cache is kept by content.
public struct Typesetter {
  /// The folder with KaTeX's style sheet, fonts and library (Debian's package libjs-katex).
  public let katex: URL?
  private let cache: URL

  public init(_ project: ProjectFolder, environment: [String: String] = ProcessInfo.processInfo.environment) {
    cache = project.state.appending(path: "formulas.json")
    let candidates = [
      environment["REPORT_KATEX"], "/usr/share/javascript/katex", "/opt/homebrew/lib/node_modules/katex/dist",
    ]
    katex = candidates.compactMap { $0 }.map { URL(filePath: $0, directoryHint: .isDirectory) }
      .first { FileManager.default.fileExists(atPath: $0.appending(path: "katex.min.js").path) }
  }

  /// Sets formulas.
  ///
  /// - Parameter formulas: what to set, each with the place to report a mistake at.
  /// - Throws: `Diagnostics` with every formula that is not valid TeX, or an `EnvironmentFault` where KaTeX is missing.
  public func set(_ formulas: [(formula: Formula, span: SourceSpan)]) throws -> [Formula: String] {
    guard !formulas.isEmpty else { return [:] }
    var known = readCache()
    var missing: [Formula] = []
    for (formula, _) in formulas where known[formula.key] == nil && !missing.contains(formula) {
      missing.append(formula)
    }
    var mistakes: [Formula: String] = [:]
    if !missing.isEmpty {
      for (formula, answer) in zip(missing, try ask(missing)) {
        if let html = answer.html { known[formula.key] = html }
        mistakes[formula] = answer.error
      }
      try writeCache(known)
    }
    let diagnostics = formulas.compactMap { formula, span in
      mistakes[formula].map { Diagnostic(.formula($0), at: span) }
    }
    guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
    return Dictionary(
      formulas.map { ($0.formula, known[$0.formula.key] ?? "") }, uniquingKeysWith: { first, _ in first })
  }

  private struct Answer: Decodable {
    let html: String?
    let error: String?
  }

  private func ask(_ formulas: [Formula]) throws -> [Answer] {
    let remedy = "install it: apt-get install --no-install-recommends katex"
    guard let katex else {
      throw EnvironmentFault.missingProgram("katex", purpose: "setting formulas", remedy: remedy)
    }
    let request = formulas.map { ["tex": $0.tex, "display": $0.isDisplayed ? "yes" : ""] }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["node", "-e", Templates.typeset, katex.appending(path: "katex.min.js").path]
    let (input, output, errors) = (Pipe(), Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    // Written from another thread: a pipe holds 64 KiB, and node answers only when it has read all.
    let data = try JSONEncoder().encode(request)
    DispatchQueue.global().async {
      try? input.fileHandleForWriting.write(contentsOf: data)
      try? input.fileHandleForWriting.close()
    }
    let reply = output.fileHandleForReading.readDataToEndOfFile()
    let complaint = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    if process.terminationStatus == 127 {
      throw EnvironmentFault.missingProgram("node", purpose: "setting formulas", remedy: remedy)
    }
    guard process.terminationStatus == 0, let answers = try? JSONDecoder().decode([Answer].self, from: reply),
      answers.count == formulas.count
    else {
      let text = String(decoding: complaint.prefix(400), as: UTF8.self)
      throw EnvironmentFault.programFailed("node", output: text.trimmingCharacters(in: .whitespacesAndNewlines))
    }
    return answers
  }

  private func readCache() -> [String: String] {
    guard let data = try? Data(contentsOf: cache) else { return [:] }
    return (try? JSONDecoder().decode([String: String].self, from: data)) ?? [:]
  }

  private func writeCache(_ known: [String: String]) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try AtomicFile.write(encoder.encode(known), to: cache)
  }
}

extension Report {
  /// All formulas of the report, those in captions included.
  public var formulas: [(formula: Formula, span: SourceSpan)] {
    let prose = chapters.flatMap(\.markup.marks)
    let captions = blocks.flatMap { block in
      InlineMarkup(block.caption, in: block.source.fence.file).marks.map { ($0.mark, block.captionSpan) }
    }
    return (prose + captions).compactMap { mark, span in
      guard case .formula(let tex, let isDisplayed, _) = mark else { return nil }
      return (Formula(tex: tex, isDisplayed: isDisplayed), span)
    }
  }
}
