import Chapters

extension ReferenceCheck {
  /// Checks that no block waits for itself.
  mutating func checkCycles(among blocks: [DecodedBlock]) {
    var walk = InputWalk()
    for block in blocks {
      guard let cycle = walk.cycle(from: block.id, inputs: { self.blocks[$0]?.inputs.blocks.map(\.id) ?? [] })
      else { continue }
      let start = self.blocks[cycle[0]] ?? block
      let input = start.inputs.blocks.first { cycle.count > 1 && $0.id == cycle[1] }
      let span = input.map { start.span(of: $0.option) } ?? start.source.fence
      diagnostics.append(Diagnostic(.cycle(cycle), at: span))
      return
    }
  }
}
