import Chapters

/// A block with its key.
public struct Step: Sendable {
  /// The block.
  public let block: DecodedBlock
  /// Everything that decides its result.
  public let recipe: Recipe
  /// The recipe's hash, under which the store has the result.
  public let key: String
  /// Why the block cannot run: inputs that cannot be had, and mistakes that its files show.
  public let faults: [Diagnostic]
  /// What may be a mistake, and keeps nothing from running.
  public let warnings: [Diagnostic]
  /// How much memory the block takes when it runs; no more than the program itself where that cannot be told.
  public var need: MemoryNeed { makeNeed() }
  let makeNeed: @Sendable () -> MemoryNeed
  let facts: (any Sendable)?

  /// The block's id.
  public var id: String { block.id }
}
