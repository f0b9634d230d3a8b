import Chapters

/// Everything that one part of a report says about another, checked before anything runs.
struct ReferenceCheck {
  private let chapters: [Chapter]
  private let blocks: [String: DecodedBlock]
  /// Blocks that the author wrote, whether or not their options could be read, with equations.
  private let ids: [String]
  /// Words in fences that could not be read: one of them is the id of a block that is there after all.
  private let lostIDs: Set<String>
  private(set) var diagnostics: [Diagnostic] = []

  init(chapters: [Chapter], blocks: [DecodedBlock]) {
    self.chapters = chapters
    self.blocks = Dictionary(blocks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    ids = chapters.flatMap { $0.blocks.map(\.id) + $0.equations.map(\.id) }
    lostIDs = Set(chapters.flatMap(\.lostIDs))
    checkUniqueness()
    for block in blocks { checkInputs(of: block) }
    for chapter in chapters { check(chapter.markup) }
    for block in blocks {
      check(InlineMarkup(block.caption, in: block.source.fence.file), at: block.captionSpan)
    }
    checkCycles(among: blocks)
  }

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

  /// The figures that a block sets side by side are of one kind.
  private mutating func checkComparison(in block: DecodedBlock) {
    let compared = block.inputs.blocks.filter(\.isCompared).compactMap { input in
      figureKind(of: input.id).map { (option: input.option, id: input.id, kind: $0) }
    }
    guard let first = compared.first else { return }
    if let table = compared.first(where: { $0.kind == .table }) {
      let mistake = Mistake.comparedTable(key: table.option, found: table.id)
      diagnostics.append(Diagnostic(mistake, at: block.span(of: table.option), in: block.directive))
    } else if let other = compared.first(where: { $0.kind != first.kind }) {
      let mistake = Mistake.unlikeFigures(
        key: first.option, first: first.id, shows: first.kind.words, other: other.id,
        otherShows: other.kind.words)
      diagnostics.append(Diagnostic(mistake, at: block.span(of: first.option), in: block.directive))
    }
  }

  /// What a block shows, or what those that it compares show; nil where that is unknown or the blocks go in circles.
  private func figureKind(of id: String) -> FigureKind? {
    var (id, visited): (String, Set<String>) = (id, [])
    while let block = blocks[id], visited.insert(id).inserted {
      guard block.figureKind == .asCompared else { return block.figureKind }
      guard let next = block.inputs.blocks.first(where: \.isCompared) else { return nil }
      id = next.id
    }
    return nil
  }

  private mutating func checkInputs(of block: DecodedBlock) {
    checkComparison(in: block)
    for input in block.inputs.blocks {
      let span = block.span(of: input.option)
      guard let other = blocks[input.id] else {
        if !ids.contains(input.id), !lostIDs.contains(input.id) {
          diagnostics.append(
            Diagnostic(
              .unknownBlock(key: input.option, found: input.id, known: candidates(for: input, of: block)),
              at: span, in: block.directive))
        }
        continue
      }
      guard input.accepts(other) else {
        let expected = "a block of " + input.directives.map { "{\($0)}" }.joined(separator: " or ")
        let mistake = Mistake.wrongBlock(
          key: input.option, found: input.id, is: "{\(other.directive)}", expected: expected,
          known: candidates(for: input, of: block))
        diagnostics.append(Diagnostic(mistake, at: span, in: block.directive))
        continue
      }
      if let kind = other.exports.kind, !input.accepts(kind: kind) {
        let mistake = Mistake.wrongKind(
          key: input.option, found: input.id, is: kind, expected: input.kinds,
          known: candidates(for: input, of: block))
        diagnostics.append(Diagnostic(mistake, at: span, in: block.directive))
        continue
      }
      if let epoch = input.epoch, !other.exports.checkpoints.contains(epoch) {
        let mistake = Mistake.checkpointNotKept(
          block: other.id, epoch: epoch, kept: other.exports.checkpoints)
        diagnostics.append(Diagnostic(mistake, at: span, in: block.directive))
      }
      if let value = input.value, !other.exports.values.contains(value) {
        let mistake = Mistake.unknownValue(value, block: other.id, known: other.exports.values)
        diagnostics.append(Diagnostic(mistake, at: span, in: block.directive))
      }
    }
  }

  /// The blocks that an input may name.
  private func candidates(for input: BlockInput, of block: DecodedBlock) -> [String] {
    blocks.values.filter { other in
      input.accepts(other) && other.id != block.id && other.exports.kind.map(input.accepts(kind:)) ?? true
    }.map(\.id).sorted()
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
      guard ids.contains(id) || lostIDs.contains(id) else { return .unknownReference(id, known: ids) }
      guard let panel, let block = blocks[id], !block.exports.panels.contains(panel) else { return nil }
      return .unknownPanel(panel, block: id, known: block.exports.panels)
    case .value(let id, let name):
      guard ids.contains(id) || lostIDs.contains(id) else {
        return .valueOfUnknownBlock(id, known: ids.filter { blocks[$0] != nil })
      }
      guard let block = blocks[id], !block.exports.values.contains(name) else { return nil }
      return .unknownValue(name, block: id, known: block.exports.values)
    }
  }

  private mutating func checkCycles(among blocks: [DecodedBlock]) {
    var finished: Set<String> = []
    for block in blocks where !finished.contains(block.id) {
      var path: [String] = []
      if let cycle = cycle(from: block.id, path: &path, finished: &finished) {
        let start = self.blocks[cycle[0]] ?? block
        let input = start.inputs.blocks.first { cycle.count > 1 && $0.id == cycle[1] }
        let span = input.map { start.span(of: $0.option) } ?? start.source.fence
        diagnostics.append(Diagnostic(.cycle(cycle), at: span))
        return
      }
    }
  }

  /// The ids of a cycle that can be reached from a block, its first repeated at the end.
  private func cycle(from id: String, path: inout [String], finished: inout Set<String>) -> [String]? {
    if let start = path.firstIndex(of: id) { return Array(path[start...]) + [id] }
    guard !finished.contains(id) else { return nil }
    path.append(id)
    for input in blocks[id]?.inputs.blocks ?? [] {
      if let found = cycle(from: input.id, path: &path, finished: &finished) { return found }
    }
    path.removeLast()
    finished.insert(id)
    return nil
  }
}

extension FigureKind {
  /// For messages: 'shows ...'.
  fileprivate var words: String {
    switch self {
    case .pictures: "pictures"
    case .plot(let subject): "a plot of \(subject)"
    case .table: "a table"
    case .asCompared: "figures side by side"
    }
  }
}

extension BlockInput {
  fileprivate func accepts(_ block: DecodedBlock) -> Bool {
    directives.isEmpty || directives.contains(block.directive)
  }

  fileprivate func accepts(kind: String) -> Bool { kinds.isEmpty || kinds.contains(kind) }
}

extension Chapter {
  /// The labelled equations, with their places.
  public var equations: [(id: String, span: SourceSpan)] {
    markup.marks.compactMap { mark, span in
      if case .formula(_, display: true, label: let label?) = mark { (label, span) } else { nil }
    }
  }
}
