/// What a chapter is made of.
protocol ChapterPart: CustomStringConvertible, Sendable {}

/// Prose.
extension String: ChapterPart {}

/// A chapter of a report under test: front matter, then prose and blocks with empty lines between them.
struct SampleChapter: CustomStringConvertible, Sendable {
  /// Where it is written.
  static let path = "report/03-case.md"

  let title: String
  let parts: [any ChapterPart]

  /// A chapter behind those of the sample report; its parts are texts and blocks.
  init(_ parts: [any ChapterPart], title: String = "A case") {
    (self.title, self.parts) = (title, parts)
  }

  /// What a chapter begins with: lines 1 to 4 and an empty one.
  static func front(_ title: String = "A case") -> String { "---\ntitle: \(title)\norder: 3\n---\n\n" }

  var description: String {
    Self.front(title) + parts.map(\.description).joined(separator: "\n\n") + "\n"
  }
}

/// A block of a chapter; a seed, a caption and a text in a picture's place are added to its options where its directive
/// needs one and they name none.
struct Block: ChapterPart {
  let directive: String
  let id: String
  let options: String

  init(_ directive: String, _ id: String, _ options: String) {
    (self.directive, self.id, self.options) = (directive, id, options)
  }

  /// Directives that draw no random numbers.
  private static let seedless: Set = [
    "model", "image", "mask", "mean-image", "loss-plot", "compare", "table", "plot", "figure",
    "verifications",
  ]
  /// Directives that show a table.
  private static let tables: Set = [
    "model", "restoration", "agreement", "evaluate", "likelihood", "table", "verifications",
  ]

  var description: String {
    let given = options.split(separator: "\n")
    var lines = ["```{\(directive)} \(id)", options]
    func add(_ option: String, _ value: String) {
      if !given.contains(where: { $0.hasPrefix("\(option):") }) { lines.append("\(option): \(value)") }
    }
    if !Self.seedless.contains(directive) { add("seed", "1") }
    add("caption", "C.")
    if !Self.tables.contains(directive) { add("alt", "A.") }
    return lines.joined(separator: "\n") + "\n```"
  }
}

/// The models of `SampleModel` and a photo.
extension Block {
  static let tiny = Block("model", "tiny", "folder: models/whole")
  /// Without a text encoder.
  static let embedded = Block(
    "model", "embedded", "folder: models/mute\nembeddings: models/prompts.safetensors")
  /// Of the second stage.
  static let second = Block("model", "second", "folder: models/upscaler")
  static let photo = Block("image", "photo", "file: models/rgb.png\nmodel: tiny")
}
