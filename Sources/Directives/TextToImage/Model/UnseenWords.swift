import Chapters
import Networks
import Pipeline
import Text

/// The words of some texts that a model never saw, and the words that may have been meant.
struct UnseenWords {
  /// How many are named; captions may have thousands.
  private static let named = 6

  private let strangers: [String]
  private let words: KnownWords

  init(in texts: [String], of words: KnownWords) {
    self.words = words
    strangers = texts.flatMap(words.strangers).distinct
  }

  /// What to warn of at an option; nil where the model saw everything.
  func mistake(option: String, model: String) -> Mistake? {
    guard !strangers.isEmpty else { return nil }
    let list = strangers.prefix(Self.named).map { "'\($0)'" }.joined(separator: ", ")
    let rest = strangers.count > Self.named ? " and \(strangers.count - Self.named) more" : ""
    let what = strangers.count == 1 ? "a word" : "words"
    let lack = words.isList ? "never saw" : "has no letters for"
    return .invalid(
      "'\(option)' has \(what) that the model '\(model)' \(lack): \(list)\(rest)", remedy: remedy)
  }

  private var remedy: String {
    let near = strangers.prefix(Self.named).compactMap { Suggestion.nearest(to: $0, among: words.words) }
    if !near.isEmpty { return "did you mean \(near.distinct.map { "'\($0)'" }.joined(separator: ", "))?" }
    return words.isList
      ? "it knows the words of its tokenizer/\(KnownWords.fileName); what others lead to is chance"
      : "write them with the letters of its tokenizer"
  }
}
