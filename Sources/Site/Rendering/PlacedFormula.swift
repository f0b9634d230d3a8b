import Chapters
import Pipeline

/// A formula and where it stands.
public struct PlacedFormula: Sendable {
  /// The formula.
  public let formula: Formula
  let span: SourceSpan
  /// Whether span begins at the formula's first dollar; in a caption it is the whole caption's.
  let isExact: Bool

  /// The place of a character within the formula, counted in UTF-16 units; the formula's own if unknown.
  func place(ofOffset offset: Int?) -> SourceSpan {
    guard isExact, let offset else { return span }
    let before = String(decoding: Array(formula.tex.utf16.prefix(offset)), as: UTF16.self)
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    let line = span.position.line + lines.count - 1
    let source = span.file.line(line) ?? ""
    // Marks of quotations and indentation are no part of a displayed formula.
    var lead = lines.count > 1 ? 0 : span.position.column - 1 + (formula.isDisplayed ? 2 : 1)
    if formula.isDisplayed {
      lead += source.unicodeScalars.dropFirst(lead).prefix { $0 == " " || $0 == ">" }.count
    }
    let column = lead + (lines.last?.unicodeScalars.count ?? 0) + 1
    guard column <= source.unicodeScalars.count else { return span }
    return SourceSpan(span.file, at: SourcePosition(line: line, column: column))
  }
}

extension Report {
  /// All formulas of the report, wherever they stand.
  public var formulas: [PlacedFormula] {
    texts.flatMap { text in
      text.text.marks.compactMap { placed in
        guard case .formula(let tex, let isDisplayed, _) = placed.mark else { return nil }
        let formula = Formula(tex: tex, isDisplayed: isDisplayed)
        return PlacedFormula(formula: formula, span: placed.span, isExact: placed.isExact)
      }
    }
  }
}
