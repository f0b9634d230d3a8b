/// A model's pieces by what they are for.
struct PieceVocabulary {
  /// Every piece that text can become.
  private(set) var trie = PieceTrie()
  /// The pieces that the user defined.
  private(set) var userDefined = PieceTrie()
  /// The id for what is no piece.
  let unknown: Int
  /// The id of `<pad>`.
  let padding: Int
  /// The id of `</s>`.
  let endOfSequence: Int
  /// The ids of `<0x00>` to `<0xFF>` where the model falls back to bytes.
  let byteIDs: [Int]?

  /// Sorts the pieces; throws `.malformed` when one is there twice, or when a needed one is not there.
  init(_ model: SentencePieceModel) throws(TokenizerFault) {
    var reserved: [[UInt8]: Int] = [:]
    var unknowns: [Int] = []
    for (id, piece) in model.pieces.enumerated() {
      var isNew = true
      switch piece.kind {
      case .normal, .userDefined, .unused: isNew = trie.insert(piece.text, id: id)
      case .unknown, .control, .byte: isNew = reserved.updateValue(id, forKey: piece.text) == nil
      }
      if piece.kind == .userDefined { _ = userDefined.insert(piece.text, id: id) }
      if piece.kind == .unknown { unknowns.append(id) }
      guard isNew else {
        throw .malformed("the piece '\(String(decoding: piece.text, as: UTF8.self))' twice")
      }
    }
    guard unknowns.count == 1 else { throw .malformed("\(unknowns.count) pieces for the unknown") }
    unknown = unknowns[0]
    padding = try Self.id("<pad>", reserved)
    endOfSequence = try Self.id("</s>", reserved)
    byteIDs = model.fallsBackToBytes ? try Self.byteIDs(reserved) : nil
  }

  private static func id(_ name: String, _ reserved: [[UInt8]: Int]) throws(TokenizerFault) -> Int {
    guard let id = reserved[Array(name.utf8)] else { throw .malformed("no piece \(name)") }
    return id
  }

  private static func byteIDs(_ reserved: [[UInt8]: Int]) throws(TokenizerFault) -> [Int] {
    var ids: [Int] = []
    for byte in 0..<256 {
      let digits = String(byte, radix: 16, uppercase: true)
      ids.append(try id("<0x\(byte < 16 ? "0" : "")\(digits)>", reserved))
    }
    return ids
  }
}
