import Chapters

/// Everything that one part of a report says about another, checked before anything runs: ids, references, inputs.
struct ReferenceCheck {
  private let chapters: [Chapter]
  let blocks: [String: DecodedBlock]
  /// What blocks show, as far as somebody has asked.
  var comparedKinds: [String: FigureKind] = [:]
  /// The blocks that inputs of one sort may name, once somebody has asked.
  var candidates: [[String]: [String]] = [:]
  /// Blocks that the author wrote, whether or not their options could be read.
  private let blockIDs: Set<String>
  /// The same, with equations.
  private let ids: Set<String>
  /// What a reference may name, in reading order.
  private let referable: [String]
  /// What has values, in reading order.
  private let measured: [String]
  /// Words in fences that could not be read: one of them is the id of a block that is there after all.
  private let lostIDs: Set<String>
  var diagnostics: [Diagnostic] = []

  init(chapters: [Chapter], blocks: [DecodedBlock]) {
    self.chapters = chapters
    self.blocks = Dictionary(blocks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    blockIDs = Set(chapters.flatMap { $0.blocks.map(\.id) })
    let readable = self.blocks
    referable = chapters.flatMap { $0.blocks.map(\.id) + $0.equations.map(\.id) }
    measured = referable.filter { readable[$0] != nil }
    ids = Set(referable)
    lostIDs = Set(chapters.flatMap(\.lostIDs))
    checkUniqueness()
    for block in blocks { checkInputs(of: block) }
    for chapter in chapters { check(chapter.markup) }
    for block in blocks { check(block.caption, at: block.captionSpan) }
    checkCycles(among: blocks)
  }

  /// Whether there is a block of this id, though perhaps none that could be read.
  func isBlock(_ id: String) -> Bool { blockIDs.contains(id) || lostIDs.contains(id) }

  private mutating func checkUniqueness() {
    var first: [String: SourceSpan] = [:]
    for chapter in chapters {
      let places = chapter.blocks.map { ($0.id, $0.idSpan) } + chapter.equations.map { ($0.id, $0.span) }
      for (id, span) in places {
        if let other = first[id] {
          let place = "\(other.file.path):\(other.position.line)"
          diagnostics.append(Diagnostic(.duplicateIdentifier(id, first: place), at: span))
        } else {
          first[id] = span
        }
      }
    }
  }

  /// - Parameter place: where to report instead of the mark's own place (a caption's marks have none).
  private mutating func check(_ markup: InlineMarkup, at place: SourceSpan? = nil) {
    for (mark, span) in markup.marks {
      guard let mistake = mistake(in: mark) else { continue }
      diagnostics.append(Diagnostic(mistake, at: place ?? span))
    }
    if let place, let first = markup.diagnostics.first {
      diagnostics.append(
        Diagnostic(.unreadableCaption(first.message, remedy: first.help), at: place))
    }
  }

  private func mistake(in mark: InlineMark) -> Mistake? {
    switch mark {
    case .formula, .literal: return nil
    case .reference(let id, let panel):
      guard ids.contains(id) || lostIDs.contains(id) else { return .unknownReference(id, known: referable) }
      guard let panel, let block = blocks[id], !block.exports.panels.contains(panel) else { return nil }
      return .unknownPanel(panel, block: id, known: block.exports.panels)
    case .value(let id, let name):
      guard isBlock(id) else {
        return .valueOfUnknownBlock(id, known: measured)
      }
      guard let block = blocks[id], !block.exports.values.contains(name) else { return nil }
      return .unknownValue(name, block: id, known: block.exports.values)
    }
  }
}

extension Chapter {
  /// The labelled equations, with their places.
  public var equations: [(id: String, span: SourceSpan)] {
    markup.marks.compactMap { mark, span in
      if case .formula(_, display: true, label: let label?) = mark { (label, span) } else { nil }
    }
  }
}
