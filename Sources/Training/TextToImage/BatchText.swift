import Tensors
import Text

/// The texts of a batch of N images, some of them the empty one.
public enum BatchText: Sendable {
  /// Embedded before the training, [N, T, D].
  case embedded(Tensor)
  /// As the ids that a text encoder takes that learns along.
  case tokens([PromptTokenizer.Tokens])

  /// The embeddings, [N, T, D], where they are known.
  public var embeddings: Tensor? { if case .embedded(let texts) = self { texts } else { nil } }
}

extension Tensor {
  /// Some rows of [N, ...] replaced by the only row of `other`.
  func replacingRows(where isReplaced: [Bool], with other: Tensor) -> Tensor {
    let size = count / max(1, isReplaced.count)
    precondition(
      other.count == size, "replacingRows: expected a row of \(size) elements, got shape \(other.shape)")
    let (own, replacement) = (scalars, other.scalars)
    return Tensor(shape: shape) { result in
      for index in result.indices {
        result[index] = isReplaced[index / size] ? replacement[index % size] : own[index]
      }
    }
  }
}
