import Files
import Foundation
import Pipeline

/// A block's entry in the store, with words in the places of what only the block decides.
struct FuzzedResult {
  /// `result.json`, with RECIPE for the block's own, and LENGTH and SUM for the drawing's.
  let record: Data
  /// `plot.svg`, with MARK for what its identifiers begin with; all other files that a figure may have are empty.
  var drawing = Data()

  /// Writes the entry of a step into a folder.
  func write(as step: Step, to entry: URL) throws {
    let svg = Self.replacing(["MARK": StoredFigure.mark(step.key)], in: drawing)
    let recipe = String(decoding: try JSONEncoder().encode(step.recipe), as: UTF8.self)
    let words = ["RECIPE": recipe, "LENGTH": "\(svg.count)", "SUM": FileHash.sha256(of: svg)]
    try Self.replacing(words, in: record).write(to: entry.appending(path: "result.json"))
    try svg.write(to: entry.appending(path: "plot.svg"))
    for name in ["panel-1-1.png", "plot.csv", "table.csv"] {
      try Data().write(to: entry.appending(path: name))
    }
  }

  /// The bytes with others in the place of some words; bytes that are no text stay.
  private static func replacing(_ words: [String: String], in bytes: Data) -> Data {
    guard let text = String(validating: bytes, as: UTF8.self) else { return bytes }
    return Data(words.reduce(text) { $0.replacing($1.key, with: $1.value) }.utf8)
  }
}
