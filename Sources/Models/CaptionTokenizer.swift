import Networks
import Text

/// Captions to the ids that a model's text encoder takes, cleaned as the family's own pipeline does.
public struct CaptionTokenizer: Sendable {
  /// The number of tokens of every caption.
  public static let length = 77

  /// The pieces.
  public let tokenizer: PromptTokenizer

  /// Ids by a model's tokenizer.
  public init(_ tokenizer: PromptTokenizer) { self.tokenizer = tokenizer }

  /// The ids of a caption with their mask, 77 of each.
  ///
  /// - Parameter cleaning: whether it is cleaned, or only lower-cased; see `CaptionCleaning`.
  public func tokens(of caption: String, cleaning: Bool = true) -> PromptTokenizer.Tokens {
    tokenizer.tokens(
      cleaning ? CaptionCleaning.cleaned(caption) : CaptionCleaning.lowercased(caption), length: Self.length)
  }
}

extension ModelFolder {
  /// The tokenizer, for an encoder of a configuration; throws a `ModelError` when there is none that can be read, or when
  /// it has more ids than the encoder.
  public func captionTokenizer(
    for configuration: T5Configuration
  ) throws(ModelError) -> CaptionTokenizer {
    let tokenizer = try tokenizer()
    guard tokenizer.vocabularyCount <= configuration.vocabulary else {
      throw .vocabulary(
        path: settings(of: .tokenizer).path, tokenizer: tokenizer.vocabularyCount,
        encoder: configuration.vocabulary)
    }
    return CaptionTokenizer(tokenizer)
  }
}
