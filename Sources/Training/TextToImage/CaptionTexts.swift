import Checkpoints
import Models
import Networks
import Tensors

/// The embeddings of a training's captions and of the empty text.
///
/// They stay in their files until a step needs them: one has up to 1.3 MB, and there may be thousands.
public struct CaptionTexts: Sendable {
  /// What stands for a dropped caption: the embedding of the empty text, as in sampling; [1, tokens, width].
  public let empty: Tensor
  private let files: [PromptEmbeddings]
  /// The file of each caption.
  private let places: [String: Int]

  /// The embeddings of some captions, which are in `files` with that of the empty text.
  ///
  /// Throws a `CheckpointError` when one is not there, or of another shape than that of the empty text.
  public init(of captions: [String], in files: [PromptEmbeddings]) throws(CheckpointError) {
    var found: [String: Int] = [:]
    for (index, file) in files.enumerated() {
      for prompt in file.prompts { found[prompt] = found[prompt] ?? index }
    }
    (self.files, places) = (files, found)
    precondition(!files.isEmpty, "CaptionTexts: expected at least one file of embeddings")
    empty = try files[found[""] ?? 0][""]
    for caption in Set(captions).sorted() { try requireShape(of: caption) }
  }

  /// The embeddings of some captions, [N, tokens, width].
  ///
  /// Throws a `CheckpointError` when a file has changed since it was opened.
  func texts(of captions: [String]) throws(CheckpointError) -> Tensor {
    var scalars: [Float] = []
    scalars.reserveCapacity(captions.count * empty.count)
    for caption in captions { scalars += try file(of: caption)[caption].scalars }
    return Tensor(shape: [captions.count] + empty.shape.dropFirst(), scalars: scalars)
  }

  /// Adds everything in the files.
  func add(to checksum: inout Checksum) {
    for file in files { checksum.add(file.checksum) }
  }

  private func file(of caption: String) -> PromptEmbeddings { files[places[caption] ?? 0] }

  private func requireShape(of caption: String) throws(CheckpointError) {
    let file = file(of: caption)
    let shape = try file.shape(of: caption)
    guard shape == empty.shape else {
      throw CheckpointError(file: file.path, .shape(name: caption, expected: empty.shape, found: shape))
    }
  }
}
