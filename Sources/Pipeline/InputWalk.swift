/// A walk from blocks to those that they read, deepest first. It keeps its own stack: a chain may have ten thousand
/// blocks.
struct InputWalk {
  private var finished: Set<String> = []
  /// The blocks from the first to the one that is being looked at, each with the inputs that are left.
  private var path: [(id: String, inputs: ArraySlice<String>)] = []
  private var onPath: Set<String> = []

  /// Visits a block after all that it reads, unless it was visited before.
  ///
  /// - Returns: the blocks of a cycle, its first repeated at the end, where the walk met one.
  mutating func cycle(
    from id: String, inputs: (String) -> [String], visit: (String) -> Void = { _ in }
  ) -> [String]? {
    enter(id, inputs)
    while let last = path.indices.last {
      guard let next = path[last].inputs.popFirst() else {
        let (id, _) = path.removeLast()
        onPath.remove(id)
        finished.insert(id)
        visit(id)
        continue
      }
      if onPath.contains(next) { return path.map(\.id).drop { $0 != next } + [next] }
      enter(next, inputs)
    }
    return nil
  }

  private mutating func enter(_ id: String, _ inputs: (String) -> [String]) {
    guard !finished.contains(id) else { return }
    onPath.insert(id)
    path.append((id, inputs(id)[...]))
  }
}
