import Foundation

/// Text to the token ids of a T5 encoder, by a sentencepiece unigram model (`spiece.model`).
public struct PromptTokenizer: Sendable {
  /// Ids with their mask, both of the same length.
  public struct Tokens: Equatable, Sendable {
    /// The ids: pieces, one end of the sequence, padding.
    public let ids: [Int]
    /// 1 for pieces and the end of the sequence, 0 for padding.
    public let mask: [Int]

    /// Ids with their mask.
    public init(ids: [Int], mask: [Int]) {
      precondition(ids.count == mask.count, "Tokens: expected one mask for each of \(ids.count) ids")
      (self.ids, self.mask) = (ids, mask)
    }
  }

  /// The number of ids: the model's pieces and the extra ids.
  public let vocabularyCount: Int
  /// The id for padding.
  public let padding: Int
  /// The id that ends every prompt.
  public let endOfSequence: Int

  private let extraIDCount: Int
  private let normalizer: TextNormalizer
  private let segmentation: UnigramSegmentation
  private let unknown: Int
  /// The ids of the 256 byte pieces, where the model falls back to them.
  private let byteIDs: [Int]?

  /// Reads a model file.
  ///
  /// - Parameter extraIDCount: the number of ids behind the pieces, `<extra_id_0>` being the last; T5 has 100.
  /// - Throws: a `TokenizerError` when the file is no unigram model or contradicts itself.
  public init(_ url: URL, extraIDCount: Int = 100) throws(TokenizerError) {
    let model = try SentencePieceModel(url)
    do throws(TokenizerFault) {
      try self.init(model, extraIDCount: extraIDCount)
    } catch {
      throw TokenizerError(file: url.path, error)
    }
  }

  private init(_ model: SentencePieceModel, extraIDCount: Int) throws(TokenizerFault) {
    let vocabulary = try PieceVocabulary(model)
    (padding, endOfSequence, unknown) = (vocabulary.padding, vocabulary.endOfSequence, vocabulary.unknown)
    byteIDs = vocabulary.byteIDs
    normalizer = try TextNormalizer(model, protected: vocabulary.userDefined)
    segmentation = UnigramSegmentation(model.pieces, trie: vocabulary.trie, unknown: vocabulary.unknown)
    self.extraIDCount = extraIDCount
    vocabularyCount = model.pieces.count + extraIDCount
  }

  /// The ids of a prompt with its end and padding.
  ///
  /// - Parameter length: at least 1. A longer prompt is cut, its end stays.
  public func tokens(_ prompt: String, length: Int = 77) -> Tokens {
    precondition(length > 0, "tokens: expected a length of at least 1, got \(length)")
    let ids = pieces(prompt).prefix(length - 1) + [endOfSequence]
    let missing = length - ids.count
    return Tokens(
      ids: ids + [Int](repeating: padding, count: missing),
      mask: [Int](repeating: 1, count: ids.count) + [Int](repeating: 0, count: missing))
  }

  /// The ids of a text alone; `<extra_id_N>` in it is the id of that name, and what stands around it is tokenized
  /// by itself.
  public func pieces(_ text: String) -> [Int] {
    var (ids, rest): ([Int], Substring) = ([], text[...])
    while let mark = rest.firstMatch(of: /<extra_id_([0-9]{1,9})>/) {
      guard let number = Int(mark.output.1), number < extraIDCount else { break }
      ids += plainPieces(rest[..<mark.range.lowerBound]) + [vocabularyCount - 1 - number]
      rest = rest[mark.range.upperBound...]
    }
    return ids + plainPieces(rest)
  }

  /// Whether a text has characters that are in no piece, so that the model cannot tell them from others.
  public func meetsUnknown(in text: String) -> Bool { pieces(text).contains(unknown) }

  private func plainPieces(_ text: Substring) -> [Int] {
    let normalized = normalizer.normalized(Array(text.utf8))
    var ids: [Int] = []
    var isAfterUnknown = false
    for part in segmentation.parts(of: normalized) {
      let isUnknown = part.id == unknown
      if isUnknown, let byteIDs {
        ids += normalized[part.range].map { byteIDs[Int($0)] }
      } else if !(isUnknown && isAfterUnknown) {  // a run of unknown characters is one token
        ids.append(part.id)
      }
      isAfterUnknown = isUnknown
    }
    return ids
  }
}
