/// What other blocks and the prose may ask of a block.
public struct Exports: Sendable {
  /// The names that `{{id.name}}` may use: those of the directive's measures.
  public internal(set) var values: [String] = []
  /// The epochs after which checkpoints are kept.
  public var checkpoints: [Int]
  /// The panels that `@id/panel` may name.
  public var panels: [String]
  /// What the block makes, where others care: 'denoiser', 'flow'.
  public var kind: String?

  /// Some checkpoints and panels.
  public init(checkpoints: [Int] = [], panels: [String] = [], kind: String? = nil) {
    (self.checkpoints, self.panels, self.kind) = (checkpoints, panels, kind)
  }
}
