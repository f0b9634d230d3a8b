/// How much memory a block's run takes at the most, as its options and inputs show before anything runs.
public struct MemoryNeed: Sendable, Equatable {
  /// What the program has in memory before a block asks for any, in bytes.
  public static let baseline = 42_000_000

  /// In bytes, all that the program has counted.
  public let bytes: Int
  /// The option to lower first.
  public let option: String?

  /// What a block takes beside the program itself, in bytes, and the option that decides most of it.
  public init(beside bytes: Int = 0, option: String? = nil) {
    (self.bytes, self.option) = (Self.baseline + bytes, option)
  }
}
