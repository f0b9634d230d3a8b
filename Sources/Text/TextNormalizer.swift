/// What sentencepiece does to a text before it cuts it: replacements, white space, the dummy prefix.
struct TextNormalizer: Sendable {
  /// U+2581, which stands for a space in pieces.
  static let spaceSymbol: [UInt8] = [0xe2, 0x96, 0x81]

  private static let space = UInt8(ascii: " ")

  private let settings: SentencePieceModel.Normalization
  private let characterMap: CharacterMap
  /// Strings that are left as they are.
  private let protected: PieceTrie
  private let treatsWhitespaceAsSuffix: Bool

  /// The normalization of a model; throws `.malformed` when its character map is damaged.
  init(_ model: SentencePieceModel, protected: PieceTrie) throws(TokenizerFault) {
    settings = model.normalization
    characterMap = try CharacterMap(model.normalization.characterMap)
    treatsWhitespaceAsSuffix = model.treatsWhitespaceAsSuffix
    self.protected = protected
  }

  /// UTF-8 -> UTF-8.
  func normalized(_ text: [UInt8]) -> [UInt8] {
    var rest = text[...]
    if settings.removesExtraWhitespace { dropLeadingSpaces(&rest) }
    guard !rest.isEmpty else { return [] }
    let space = settings.escapesWhitespace ? Self.spaceSymbol : [Self.space]
    var result = settings.addsDummyPrefix && !treatsWhitespaceAsSuffix ? space : []
    var isAfterSpace = settings.removesExtraWhitespace
    while !rest.isEmpty {
      var (length, piece) = prefix(of: rest)
      if isAfterSpace { piece = piece.drop { $0 == Self.space } }
      for byte in piece { if byte == Self.space { result += space } else { result.append(byte) } }
      if let last = piece.last { isAfterSpace = last == Self.space && settings.removesExtraWhitespace }
      rest = rest.dropFirst(length)
    }
    if settings.removesExtraWhitespace {
      while result.suffix(space.count) == space[...] { result.removeLast(space.count) }
    }
    if settings.addsDummyPrefix && treatsWhitespaceAsSuffix { result += space }
    return result
  }

  private func dropLeadingSpaces(_ rest: inout ArraySlice<UInt8>) {
    while !rest.isEmpty {
      let (length, piece) = prefix(of: rest)
      guard piece.elementsEqual([Self.space]) else { return }
      rest = rest.dropFirst(length)
    }
  }

  /// The next piece of a text that is not empty: how long it is, and what it becomes.
  private func prefix(of text: ArraySlice<UInt8>) -> (length: Int, replacement: ArraySlice<UInt8>) {
    if let length = protected.longestMatch(text) { return (length, text.prefix(length)) }
    if let match = characterMap.longestMatch(text) { return match }
    let length = UTF8Length.ofCharacter(startingWith: text[text.startIndex])
    return (min(length, text.count), text.prefix(length))
  }
}

/// Lengths in UTF-8.
enum UTF8Length {
  /// The bytes of a character that begins with `byte`.
  static func ofCharacter(startingWith byte: UInt8) -> Int {
    switch byte {
    case 0xf0...: 4
    case 0xe0...: 3
    case 0xc0...: 2
    default: 1
    }
  }
}
