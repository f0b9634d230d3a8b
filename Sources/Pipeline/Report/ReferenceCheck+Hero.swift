import Chapters

extension ReferenceCheck {
  /// Checks that the block at the top of the contents page is there and shows pictures.
  ///
  /// - Parameter span: where `report.yml` names it.
  mutating func check(hero id: String, at span: SourceSpan?) {
    let kind = figureKind(of: id)
    guard kind?.hasPictures != true else { return }
    let known = referable.filter { figureKind(of: $0)?.hasPictures == true }
    if let kind {
      let mistake = Mistake.heroWithoutPictures(found: id, shows: kind.words, known: known)
      diagnostics.append(Diagnostic(mistake, at: span))
    } else if !isBlock(id) {
      diagnostics.append(Diagnostic(Mistake.unknownBlock(key: "hero", found: id, known: known), at: span))
    }
  }
}

extension FigureKind {
  /// Whether a page can show one of its pictures by itself.
  fileprivate var hasPictures: Bool { self == .pictures || self == .ready }
}
