import Files

/// Why a tokenizer's model file cannot be used; the text names the file and what is wrong with it.
public typealias TokenizerError = FileError<TokenizerFault>

/// What can be wrong with a tokenizer's model file.
public enum TokenizerFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file cannot be read at all.
  case file(FileFault)
  /// A list of words that is not UTF-8.
  case notText
  /// The file is no sentencepiece model, or a damaged one.
  case malformed(String)
  /// The model is of a kind that is not implemented.
  case unsupported(String)

  /// The fault in words.
  public var description: String {
    switch self {
    case .file(let fault): fault.description
    case .notText: "cannot be read: it is not UTF-8"
    case .malformed(let cause): "expected a sentencepiece model, found \(cause)"
    case .unsupported(let cause): "expected a unigram model, found \(cause)"
    }
  }
}
