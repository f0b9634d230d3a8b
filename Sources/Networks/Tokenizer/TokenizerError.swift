/// Why a tokenizer's model file cannot be used; the text names the file and what is wrong with it.
public struct TokenizerError: Error, Equatable, CustomStringConvertible {
  /// What is wrong with it.
  public enum Reason: Error, Equatable, Sendable {
    /// The file cannot be read at all.
    case unreadable(String)
    /// The file is no sentencepiece model, or a damaged one.
    case malformed(String)
    /// The model is of a kind that is not implemented.
    case unsupported(String)
  }

  /// The file's path.
  public let file: String
  /// What is wrong with it.
  public let reason: Reason

  /// An error about one file.
  public init(file: String, _ reason: Reason) {
    self.file = file
    self.reason = reason
  }

  /// The path and the reason in words.
  public var description: String {
    switch reason {
    case .unreadable(let cause): "\(file): cannot be read: \(cause)"
    case .malformed(let cause): "\(file): expected a sentencepiece model, found \(cause)"
    case .unsupported(let cause): "\(file): expected a unigram model, found \(cause)"
    }
  }
}
