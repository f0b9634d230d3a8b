import Chapters

/// Everything that one part of a report says about another, checked before anything runs: ids, references, inputs.
struct ReferenceCheck {
  private let chapters: [Chapter]
  private let variables: [String]
  private let bibliography: Bibliography?
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
  let referable: [String]
  /// What has values, in reading order.
  private let measured: [String]
  /// Words in fences that could not be read: one of them is the id of a block that is there after all.
  private let lostIDs: Set<String>
  var diagnostics: [Diagnostic] = []

  /// - Parameter texts: every text of the author's.
  init(
    _ texts: [Report.PlacedText], chapters: [Chapter], blocks: [DecodedBlock], variables: [String],
    bibliography: Bibliography?
  ) {
    (self.chapters, self.variables, self.bibliography) = (chapters, variables, bibliography)
    self.blocks = Dictionary(blocks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    blockIDs = Set(chapters.flatMap { $0.blocks.map(\.id) })
    let readable = self.blocks
    referable = chapters.flatMap { $0.blocks.map(\.id) + $0.idsInText.map(\.id) }
    measured = referable.filter { readable[$0] != nil }
    ids = Set(referable)
    lostIDs = Set(chapters.flatMap(\.lostIDs))
    checkUniqueness()
    for block in blocks { checkInputs(of: block) }
    for text in texts { check(text.text, isCell: text.kind == .cell) }
    checkCycles(among: blocks)
  }

  /// Whether there is a block of this id, though perhaps none that could be read.
  func isBlock(_ id: String) -> Bool { blockIDs.contains(id) || lostIDs.contains(id) }

  private mutating func checkUniqueness() {
    var first: [String: SourceSpan] = [:]
    for chapter in chapters {
      let places = chapter.blocks.map { ($0.id, $0.idSpan) } + chapter.idsInText
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

  /// - Parameter isCell: whether a block's inputs have the values in it, and are checked with the block.
  private mutating func check(_ text: MarkedText, isCell: Bool) {
    for placed in text.marks {
      if isCell, case .value = placed.mark { continue }
      if let mistake = mistake(in: placed.mark) { diagnostics.append(Diagnostic(mistake, at: placed.span)) }
    }
    for suspect in text.suspects where ids.contains(suspect.id) {
      diagnostics.append(.warning(Mistake.referenceInWord(suspect.id), at: suspect.span))
    }
  }

  private func mistake(in mark: InlineMark) -> (any Complaint)? {
    switch mark {
    case .reference(let id, let panel):
      guard ids.contains(id) || lostIDs.contains(id) else {
        if bibliography?.contains(id) == true { return nil }
        guard Identifier.isValid(id) else { return missingSource(id) }
        return Mistake.unknownReference(id, known: referable + (bibliography?.keys ?? []))
      }
      guard let panel, let block = blocks[id], !block.exports.panels.contains(panel) else { return nil }
      return Mistake.unknownPanel(panel, block: id, known: block.exports.panels)
    case .citation(let sources):
      let unknown = sources.first { !ids.contains($0.key) && bibliography?.contains($0.key) != true }
      if let unknown { return missingSource(unknown.key) }
      let own = sources.filter { bibliography?.contains($0.key) != true }
      return own.isEmpty || own.count == sources.count ? nil : BibliographyMistake.mixedBrackets(own[0].key)
    case .value(let id, let name):
      guard isBlock(id) else {
        return Mistake.valueOfUnknownBlock(id, known: measured)
      }
      guard let block = blocks[id], !block.exports.values.contains(name) else { return nil }
      return Mistake.unknownValue(name, block: id, known: block.exports.values)
    case .variable(let name):
      return variables.contains(name) ? nil : Mistake.unknownVariable(name, known: variables)
    default: return nil
    }
  }

  private func missingSource(_ key: String) -> any Complaint {
    bibliography.map { BibliographyMistake.unknownSource(key, known: $0.keys) } ?? .noBibliography(key)
  }
}
