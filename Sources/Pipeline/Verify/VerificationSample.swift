/// Which blocks stand for all others: of every kind the quickest, then the next of every kind, and so on.
public enum VerificationSample {
  /// Chooses steps; the same store gives the same choice.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - seconds: how long a block took, where that is known; others are taken last of their kind.
  public static func choose(_ count: Int, of steps: [Step], seconds: (Step) -> Double?) -> [Step] {
    let costs = Dictionary(steps.map { ($0.id, seconds($0) ?? .infinity) }) { first, _ in first }
    func isBefore(_ a: Step, _ b: Step) -> Bool {
      let (one, other) = (costs[a.id] ?? .infinity, costs[b.id] ?? .infinity)
      return one == other ? a.id < b.id : one < other
    }
    let kinds = Dictionary(grouping: steps) { $0.block.directive }.values.map { $0.sorted(by: isBefore) }
    let rounds = kinds.flatMap { $0.enumerated().map { (round: $0, step: $1) } }
    let order = rounds.sorted { $0.round == $1.round ? isBefore($0.step, $1.step) : $0.round < $1.round }
    let chosen = Set(order.prefix(count).map(\.step.id))
    return steps.filter { chosen.contains($0.id) }
  }
}
