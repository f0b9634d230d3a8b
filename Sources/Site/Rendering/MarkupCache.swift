import Figures
import Files
import Foundation
import Pipeline

/// Markup that other programs have made before, by the hash of what they made it of; it may have come with the report.
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
    guard let data = try? RegularFile.content(of: place),
      let all = try? JSONDecoder().decode([String: String].self, from: data)
    else { return [:] }
    let pairs = Array(all)
    let areAccepted = pairs.concurrentMap { rules.accept($0.value) }
    return Dictionary(uniqueKeysWithValues: zip(pairs, areAccepted).filter(\.1).map(\.0))
  }

  /// Keeps markup.
  ///
  /// - Throws: `FileError<FileFault>`.
  func write(_ markup: [String: String]) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try AtomicFile.write(encoder.encode(markup), to: place)
  }
}
