import Chapters

extension ReferenceCheck {
  /// Checks that a block's inputs are there and of the right sort.
  mutating func checkInputs(of block: DecodedBlock) {
    checkComparison(in: block)
    for input in block.inputs.blocks {
      diagnostics += mistakes(in: input, of: block).map {
        Diagnostic($0, at: block.span(of: input.option), in: block.directive)
      }
    }
  }

  private mutating func mistakes(in input: BlockInput, of block: DecodedBlock) -> [Mistake] {
    let (key, found) = (input.option, input.id)
    guard let other = blocks[found] else {
      let known = candidates(for: input, of: block)
      return isBlock(found) ? [] : [.unknownBlock(key: key, found: found, known: known)]
    }
    guard input.accepts(other) else {
      let expected = "a block of " + input.directives.map { "{\($0)}" }.joined(separator: " or ")
      return [
        .wrongBlock(
          key: key, found: found, is: "{\(other.directive)}", expected: expected,
          known: candidates(for: input, of: block))
      ]
    }
    if let kind = other.exports.kind, !input.accepts(kind: kind) {
      let known = candidates(for: input, of: block)
      let remedy = input.remedies[kind] ?? (known.isEmpty ? input.remedies[""] : nil)
      return [
        .wrongKind(key: key, found: found, is: kind, expected: input.kinds, known: known, remedy: remedy)
      ]
    }
    var mistakes: [Mistake] = []
    if let epoch = input.epoch, !other.exports.checkpoints.contains(epoch) {
      mistakes.append(.checkpointNotKept(block: other.id, epoch: epoch, kept: other.exports.checkpoints))
    }
    if let value = input.value, !other.exports.values.contains(value) {
      mistakes.append(.unknownValue(value, block: other.id, known: other.exports.values))
    }
    return mistakes
  }

  /// The blocks that an input may name.
  private mutating func candidates(for input: BlockInput, of block: DecodedBlock) -> [String] {
    let sort = input.directives + [""] + input.kinds
    let known =
      candidates[sort]
      ?? blocks.values.filter { input.accepts($0) && $0.exports.kind.map(input.accepts(kind:)) ?? true }
      .map(\.id).sorted()
    candidates[sort] = known
    // Of a long list, in which nobody looks for it, all share one copy.
    return known.count > 100 ? known : known.filter { $0 != block.id }
  }

  /// The figures that a block sets side by side are of one kind.
  private mutating func checkComparison(in block: DecodedBlock) {
    let compared = block.inputs.blocks.filter(\.isCompared).compactMap { input in
      figureKind(of: input.id).map { (option: input.option, id: input.id, kind: $0) }
    }
    guard let first = compared.first else { return }
    if let ready = compared.first(where: { $0.kind == .ready }) {
      let mistake = Mistake.comparedReadyPicture(key: ready.option, found: ready.id)
      diagnostics.append(Diagnostic(mistake, at: block.span(of: ready.option), in: block.directive))
    } else if let table = compared.first(where: { $0.kind == .table }) {
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
  mutating func figureKind(of id: String) -> FigureKind? {
    var (next, visited): (String?, Set<String>) = (id, [])
    var kind: FigureKind?
    while let id = next, let block = blocks[id], visited.insert(id).inserted {
      if let known = comparedKinds[id] ?? (block.figureKind == .asCompared ? nil : block.figureKind) {
        kind = known
        break
      }
      next = block.inputs.blocks.first(where: \.isCompared)?.id
    }
    for id in visited { comparedKinds[id] = kind }
    return kind
  }
}

extension FigureKind {
  /// For messages: 'shows ...'.
  var words: String {
    switch self {
    case .pictures: "pictures"
    case .plot(let subject): "a plot of \(subject)"
    case .table: "a table"
    case .ready: "a picture made elsewhere"
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
