import Files
import Foundation
import Text

extension ModelFolder {
  /// The words of the tokenizer's list, or else those that the tokenizer can spell; throws a `ModelError` for either
  /// file if it cannot be used.
  public func knownWords() throws(ModelError) -> KnownWords {
    let list = folder(of: .tokenizer).appendingPathComponent(KnownWords.fileName)
    guard !FileCause.isMissing(list) else { return KnownWords(spelledBy: try tokenizer()) }
    do throws(TokenizerError) { return try KnownWords(contentsOf: list) } catch { throw .tokenizer(error) }
  }
}
