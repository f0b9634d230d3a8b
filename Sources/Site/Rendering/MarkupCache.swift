import Figures
import Files
import Foundation
import Pipeline

/// Markup that other programs have made before, by the hash of what they made it of; it may have come with the report.
///
/// The file has hash and markup in turns, each with a byte 0 behind it: no markup has that byte, and a report of thousands of
/// formulas would spend a twentieth of its build on reading them as JSON.
struct MarkupCache: Sendable {
  private let place: URL
  private let rules: MarkupRules

  /// - Parameters:
  ///   - name: the file's in the project's state.
  ///   - rules: what may stand in a page.
  init(_ name: String, of project: ProjectFolder, rules: MarkupRules) {
    (place, self.rules) = (project.state.appending(path: name), rules)
  }

  /// What it holds that may stand in a page; nothing where it cannot be read. The rest is made anew.
  func read() -> [String: String] {
    guard let data = try? RegularFile.content(of: place) else { return [:] }
    let texts = [UInt8](data).split(separator: 0, omittingEmptySubsequences: false)
    // What is cut off has no byte 0 behind it.
    let pairs = stride(from: 0, to: texts.count - 2, by: 2).map { (texts[$0], texts[$0 + 1]) }
    let accepted = pairs.concurrentMap { hash, markup -> (String, String)? in
      let markup = String(decoding: markup, as: UTF8.self)
      return rules.accept(markup) ? (String(decoding: hash, as: UTF8.self), markup) : nil
    }
    return Dictionary(accepted.compactMap(\.self)) { first, _ in first }
  }

  /// Keeps markup.
  ///
  /// - Throws: `FileError<FileFault>`.
  func write(_ markup: [String: String]) throws {
    let pairs = markup.sorted { $0.key < $1.key }.filter { !$0.value.utf8.contains(0) }
    try AtomicFile.write(Data(pairs.map { "\($0)\0\($1)\0" }.joined().utf8), to: place)
  }
}
