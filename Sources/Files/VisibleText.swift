/// Text from outside, such as an author's or a server's, without what a terminal would obey or hide.
extension String {
  /// The same with control characters, separators of lines and paragraphs, and marks that turn the direction of writing
  /// written out, such as `\u{1b}`; tabs and line feeds stay.
  public var visible: String { writtenOut { $0 != "\n" && $0 != "\t" && $0.isUnseen } }

  /// The same for a text that stands within a line of ours: tabs and line feeds are written out as well.
  public var visibleInLine: String { writtenOut(\.isUnseen) }

  private func writtenOut(_ isUnseen: (Unicode.Scalar) -> Bool) -> String {
    guard unicodeScalars.contains(where: isUnseen) else { return self }
    return unicodeScalars.reduce(into: "") { text, scalar in
      text += isUnseen(scalar) ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
    }
  }
}

extension Unicode.Scalar {
  /// Whether a terminal obeys or hides this: C0, C1, line and paragraph separators, embeddings and isolates of a
  /// direction (Unicode Standard Annex 9).
  public var isUnseen: Bool {
    switch value {
    case 0..<0x20, 0x7f..<0xa0, 0x2028...0x202e, 0x2066...0x2069: true
    default: false
    }
  }
}
