import Files
import Foundation
import Synchronization

/// The words that a model has seen, to tell those of a prompt that it never saw.
///
/// A tokenizer's folder may hold `words.txt`: every word of the captions of the training, one a line, in lower case.
/// Without it a word counts as unseen if the tokenizer has no pieces for all of its characters.
public struct KnownWords: Sendable {
  /// The name of the list in a tokenizer's folder.
  public static let fileName = "words.txt"
  /// The longest list that is read: 16 MB.
  private static let longest = 1 << 24

  /// The words of the list in its order; empty without one.
  public private(set) var words: [String] = []
  /// Whether there is a list.
  public let isList: Bool
  private var known: Set<String> = []
  private let tokenizer: PromptTokenizer?
  private var looks = Looks()

  /// What was found in prompts: many blocks of a report ask a model for the same ones.
  private final class Looks: Sendable {
    /// By the prompts' bytes: texts that count as equal may be cleaned to different ones.
    let strangers = Mutex<[[UInt8]: [String]]>([:])
  }

  /// Some words.
  public init(_ words: [String]) {
    isList = true
    tokenizer = nil
    add(words)
  }

  /// The words that a tokenizer can spell.
  public init(spelledBy tokenizer: PromptTokenizer) {
    isList = false
    self.tokenizer = tokenizer
  }

  /// The words of a file, one a line; throws a `TokenizerError` for a file that cannot be read or is not UTF-8.
  public init(contentsOf url: URL) throws(TokenizerError) {
    let content: Data
    do throws(FileError<FileFault>) { content = try RegularFile.content(of: url, limit: Self.longest) } catch
    {
      throw TokenizerError(file: url.path, .file(error.reason))
    }
    guard let text = String(validating: content, as: UTF8.self) else {
      throw TokenizerError(file: url.path, .notText)
    }
    self.init(text.split(whereSeparator: \.isWhitespace).map { $0.lowercased() })
  }

  /// The list with the words of captions that a model was trained on later; no change without a list.
  public func adding(wordsOf captions: [String]) -> KnownWords {
    guard isList else { return self }
    var sum = self
    sum.add(captions.flatMap(look))
    return sum
  }

  /// The words of a prompt that the model never saw, each once, in their order.
  ///
  /// The prompt is cleaned first, as for the text encoder, so they are in lower case; punctuation around a word is no
  /// part of it unless the list has it so, and a word with a hyphen is known if its parts are.
  public func strangers(in prompt: String) -> [String] {
    let bytes = Array(prompt.utf8)
    if let found = looks.strangers.withLock({ $0[bytes] }) { return found }
    let found = look(into: prompt)
    looks.strangers.withLock { $0[bytes] = found }
    return found
  }

  private func look(into prompt: String) -> [String] {
    var found: [String] = []
    for run in CaptionCleaning.cleaned(prompt).split(whereSeparator: \.isWhitespace)
    where !isKnown(String(run)) {
      let word = run.drop { !$0.isPartOfWord }.reversed().drop { !$0.isPartOfWord }.reversed()
      guard !word.isEmpty, !isKnown(String(word)) else { continue }
      for part in word.split(whereSeparator: { !$0.isPartOfWord && $0 != "'" }).map({ String($0) })
      where !isKnown(part) && !found.contains(part) { found.append(part) }
    }
    return found
  }

  private mutating func add(_ more: [String]) {
    looks = Looks()
    for word in more where known.insert(word).inserted { words.append(word) }
  }

  private func isKnown(_ word: String) -> Bool {
    tokenizer.map { !$0.meetsUnknown(in: word) } ?? known.contains(word)
  }
}

extension Character {
  fileprivate var isPartOfWord: Bool { isLetter || isNumber }
}
