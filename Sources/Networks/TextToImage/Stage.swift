import Autograd
import Tensors

/// One resolution: residual blocks, each with an attention behind it or none; then a halving on the way down, and a
/// doubling on the way up.
struct Stage: Module {
  private var blocks: [ResidualBlock]
  private var attentions: [TextAttention] = []
  private var resampler: ResidualBlock?

  /// inputs: the channels that each block is given.
  init(
    inputs: [Int], _ level: TextToImageConfiguration.Level, attends: Bool, _ resampling: Resampling,
    _ configuration: TextToImageConfiguration, at name: ModulePath
  ) {
    blocks = inputs.enumerated().map { index, inputs in
      ResidualBlock(inputs, level.channels, configuration, at: name / "resnets" / "\(index)")
    }
    if attends {
      attentions = inputs.indices.map { index in
        TextAttention(
          level, onlyCross: level.attendsToTextOnly, configuration, at: name / "attentions" / "\(index)")
      }
    }
    if resampling != .none {
      resampler = ResidualBlock(
        level.channels, level.channels, resampling: resampling, configuration,
        at: name / (resampling == .halving ? "downsamplers" : "upsamplers") / "0")
    }
  }

  /// x [N, H, W, C], time [N, time width], text [N, T, width] -> [N, H', W', C']: the last result; every one of them is
  /// appended to `skips`.
  func down<A: AttentionActivation>(_ x: A, time: A, text: A, skips: inout [A]) -> A {
    var h = x
    for index in blocks.indices {
      h = result(of: index, h, time, text)
      skips.append(h)
    }
    guard let resampler else { return h }
    h = resampler(h, time: time)
    skips.append(h)
    return h
  }

  /// x [N, H, W, C], time [N, time width], text [N, T, width] -> [N, H', W', C']: each block takes one result of the way
  /// down off `skips`.
  func up<A: AttentionActivation>(_ x: A, time: A, text: A, skips: inout [A]) -> A {
    var h = x
    for index in blocks.indices {
      h = result(of: index, h.concatenated(with: skips.removeLast()), time, text)
    }
    return resampler?(h, time: time) ?? h
  }

  private func result<A: AttentionActivation>(of index: Int, _ x: A, _ time: A, _ text: A) -> A {
    let h = blocks[index](x, time: time)
    return attentions.isEmpty ? h : attentions[index](h, text: text)
  }

  /// Torch constructs an attention behind its block, and has all blocks before the attentions in a state.
  mutating func accept<V: ModuleVisitor>(_ visitor: inout V) throws(V.Failure) {
    if V.followsConstruction {
      for index in blocks.indices {
        try blocks[index].accept(&visitor)
        if !attentions.isEmpty { try attentions[index].accept(&visitor) }
      }
    } else {
      try blocks.accept(&visitor)
      try attentions.accept(&visitor)
    }
    try resampler?.accept(&visitor)
  }
}

/// The lowest resolution: a residual block, an attention, a residual block.
struct MiddleStage: Module {
  private var first: ResidualBlock
  private var attention: TextAttention
  private var second: ResidualBlock

  init(_ configuration: TextToImageConfiguration, at name: ModulePath) {
    let level = configuration.levels.last!
    func block(_ part: String) -> ResidualBlock {
      ResidualBlock(
        level.channels, level.channels, outputScale: configuration.middleScale, configuration,
        at: name / "resnets" / part)
    }
    (first, second) = (block("0"), block("1"))
    attention = TextAttention(
      level, onlyCross: configuration.middleAttendsToTextOnly, configuration, at: name / "attentions" / "0")
  }

  /// x [N, H, W, C], time [N, time width], text [N, T, width] -> [N, H, W, C]
  func callAsFunction<A: AttentionActivation>(_ x: A, time: A, text: A) -> A {
    second(attention(first(x, time: time), text: text), time: time)
  }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V) throws(V.Failure) {
    try first.accept(&visitor)
    try attention.accept(&visitor)
    try second.accept(&visitor)
  }
}
