import Checkpoints
import Networks
import Tensors
import Text

/// Prompts to embeddings, by a model's own tokenizer and text encoder.
public struct PromptEncoder: Sendable {
  /// The number of tokens of every embedding.
  public static let length = 77

  private let tokenizer: PromptTokenizer
  private let encoder: StreamedT5Encoder

  /// The encoder of a model; throws a `ModelError` when the model has none, or when it does not fit the tokenizer.
  public init(_ model: ModelFolder) throws(ModelError) {
    encoder = try model.textEncoder()
    tokenizer = try model.tokenizer()
    let vocabulary = encoder.configuration.vocabulary
    guard tokenizer.vocabularyCount <= vocabulary else {
      throw .vocabulary(
        path: model.settings(of: .tokenizer).path, tokenizer: tokenizer.vocabularyCount, encoder: vocabulary)
    }
  }

  /// The embeddings of prompts, [prompts.count, 77, width]; the weights are read once for all of them.
  ///
  /// - Parameter cleaning: whether captions are cleaned, or only lower-cased; see `CaptionCleaning`.
  /// - Throws: a `ModelError` when a file changed since it was opened.
  public func embeddings(of prompts: [String], cleaning: Bool = true) throws(ModelError) -> Tensor {
    precondition(!prompts.isEmpty, "PromptEncoder: expected at least one prompt")
    let texts = prompts.map(cleaning ? CaptionCleaning.cleaned : CaptionCleaning.lowercased)
    do throws(CheckpointError) {
      return try encoder.embeddings(texts.map { tokenizer.tokens($0, length: Self.length) })
    } catch { throw .checkpoint(error) }
  }
}
