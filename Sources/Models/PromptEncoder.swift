import Checkpoints
import Networks
import Tensors

/// Prompts to embeddings, by a model's own tokenizer and text encoder.
public struct PromptEncoder: Sendable {
  /// The number of tokens of every embedding.
  public static let length = CaptionTokenizer.length

  private let tokenizer: CaptionTokenizer
  private let encoder: StreamedT5Encoder

  /// The encoder of a model; throws a `ModelError` when the model has none, or when it does not fit the tokenizer.
  public init(_ model: ModelFolder) throws(ModelError) {
    encoder = try model.textEncoder()
    tokenizer = try model.captionTokenizer(for: encoder.configuration)
  }

  /// The embeddings of prompts, [prompts.count, 77, width]; the weights are read once for all of them.
  ///
  /// - Parameter cleaning: whether captions are cleaned, or only lower-cased; see `CaptionCleaning`.
  /// - Throws: a `ModelError` when a file changed since it was opened.
  public func embeddings(of prompts: [String], cleaning: Bool = true) throws(ModelError) -> Tensor {
    precondition(!prompts.isEmpty, "PromptEncoder: expected at least one prompt")
    do throws(CheckpointError) {
      return try encoder.embeddings(prompts.map { tokenizer.tokens(of: $0, cleaning: cleaning) })
    } catch { throw .checkpoint(error) }
  }
}
