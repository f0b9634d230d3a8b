import Figures

extension MarkupRules {
  /// What KaTeX writes where it may not link, load or run anything.
  static let formulas = MarkupRules(
    elements: """
      span svg path line math semantics annotation mrow mi mo mn ms mtext mspace mstyle mover munder munderover msub msup \
      msubsup mfrac msqrt mroot mtable mtr mtd mlabeledtr mpadded mphantom menclose mglyph mprescripts mmultiscripts none
      """,
    attributes: """
      class style aria-hidden xmlns display encoding d viewBox width height depth lspace rspace voffset preserveAspectRatio \
      x1 x2 y1 y2 stroke-width mathvariant mathcolor mathbackground mathsize fence stretchy separator accent accentunder \
      minsize maxsize symmetric largeop movablelimits linethickness displaystyle scriptlevel columnalign rowalign \
      columnspacing rowspacing columnlines rowlines notation side minlabelspacing frame form lquote rquote
      """,
    values: ["style": isPlainStyle])

  /// Whether a style has nothing but lengths, colours and the one position that leaves an element in its line.
  @Sendable private static func isPlainStyle(_ style: Bytes) -> Bool {
    guard style.allSatisfy({ $0.isLetterOrDigit || " :;.,-+#%".utf8.contains($0) }) else { return false }
    guard style.contains(UInt8(ascii: "p")) else { return true }
    let text = String(decoding: style, as: UTF8.self)
    return !text.replacing("position:relative", with: "").contains("position")
  }
}
