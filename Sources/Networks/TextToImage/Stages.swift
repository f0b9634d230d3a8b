import Autograd
import Tensors

/// One resolution on the way down: residual blocks, each with an attention behind it or none, then a halving.
struct DownStage: Module {
  private var blocks: [ResidualBlock] = []
  private var attentions: [TextAttention] = []
  private var halving: ResidualBlock?

  init<P: WeightProvider>(
    _ inputs: Int, _ level: TextToImageConfiguration.Level, halves: Bool,
    _ configuration: TextToImageConfiguration, _ provider: inout P, at name: ModulePath
  ) throws(P.Failure) {
    for index in 0..<level.layers {
      blocks.append(
        try ResidualBlock(
          index == 0 ? inputs : level.channels, level.channels, configuration, &provider,
          at: name / "resnets" / "\(index)"))
      if level.attends {
        attentions.append(
          try TextAttention(
            level.channels, headWidth: level.headWidth, onlyCross: level.attendsToTextOnly, configuration,
            &provider, at: name / "attentions" / "\(index)"))
      }
    }
    if halves {
      halving = try ResidualBlock(
        level.channels, level.channels, resampling: .halving, configuration, &provider,
        at: name / "downsamplers" / "0")
    }
  }

  /// Returns the last result, and appends every one of them to `skips`.
  func callAsFunction<A: TextToImageActivation>(_ x: A, time: A, text: A, skips: inout [A]) -> A {
    var h = x
    for index in blocks.indices {
      h = blocks[index](h, time: time)
      if !attentions.isEmpty { h = attentions[index](h, text: text) }
      skips.append(h)
    }
    guard let halving else { return h }
    h = halving(h, time: time)
    skips.append(h)
    return h
  }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V, at name: ModulePath) throws(V.Failure) {
    try blocks.accept(&visitor, at: name / "resnets")
    try attentions.accept(&visitor, at: name / "attentions")
    try halving?.accept(&visitor, at: name / "downsamplers" / "0")
  }
}

/// The lowest resolution: a residual block, an attention, a residual block.
struct MiddleStage: Module {
  private var first: ResidualBlock
  private var attention: TextAttention
  private var second: ResidualBlock

  init<P: WeightProvider>(
    _ configuration: TextToImageConfiguration, _ provider: inout P, at name: ModulePath
  ) throws(P.Failure) {
    let level = configuration.levels.last!
    let scale = configuration.middleScale
    first = try ResidualBlock(
      level.channels, level.channels, outputScale: scale, configuration, &provider,
      at: name / "resnets" / "0")
    attention = try TextAttention(
      level.channels, headWidth: level.headWidth, onlyCross: configuration.middleAttendsToTextOnly,
      configuration, &provider, at: name / "attentions" / "0")
    second = try ResidualBlock(
      level.channels, level.channels, outputScale: scale, configuration, &provider,
      at: name / "resnets" / "1")
  }

  /// [N, H, W, C] -> [N, H, W, C]
  func callAsFunction<A: TextToImageActivation>(_ x: A, time: A, text: A) -> A {
    second(attention(first(x, time: time), text: text), time: time)
  }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V, at name: ModulePath) throws(V.Failure) {
    try first.accept(&visitor, at: name / "resnets" / "0")
    try attention.accept(&visitor, at: name / "attentions" / "0")
    try second.accept(&visitor, at: name / "resnets" / "1")
  }
}

/// One resolution on the way up: residual blocks that each take back one result of the way down, then a doubling.
struct UpStage: Module {
  private var blocks: [ResidualBlock] = []
  private var attentions: [TextAttention] = []
  private var doubling: ResidualBlock?

  /// inputs: channels from below; skips: those that each block takes back.
  init<P: WeightProvider>(
    _ inputs: Int, skips: [Int], _ level: TextToImageConfiguration.Level, attends: Bool, doubles: Bool,
    _ configuration: TextToImageConfiguration, _ provider: inout P, at name: ModulePath
  ) throws(P.Failure) {
    for (index, skip) in skips.enumerated() {
      blocks.append(
        try ResidualBlock(
          (index == 0 ? inputs : level.channels) + skip, level.channels, configuration, &provider,
          at: name / "resnets" / "\(index)"))
      if attends {
        attentions.append(
          try TextAttention(
            level.channels, headWidth: level.headWidth, onlyCross: level.attendsToTextOnly, configuration,
            &provider, at: name / "attentions" / "\(index)"))
      }
    }
    if doubles {
      doubling = try ResidualBlock(
        level.channels, level.channels, resampling: .doubling, configuration, &provider,
        at: name / "upsamplers" / "0")
    }
  }

  /// Takes one result of the way down off `skips` for each block.
  func callAsFunction<A: TextToImageActivation>(_ x: A, time: A, text: A, skips: inout [A]) -> A {
    var h = x
    for index in blocks.indices {
      h = blocks[index](h.concatenated(with: skips.removeLast()), time: time)
      if !attentions.isEmpty { h = attentions[index](h, text: text) }
    }
    return doubling?(h, time: time) ?? h
  }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V, at name: ModulePath) throws(V.Failure) {
    try blocks.accept(&visitor, at: name / "resnets")
    try attentions.accept(&visitor, at: name / "attentions")
    try doubling?.accept(&visitor, at: name / "upsamplers" / "0")
  }
}

extension Array where Element: Module {
  /// Each under its index, as in torch's module lists.
  mutating func accept<V: ModuleVisitor>(_ visitor: inout V, at name: ModulePath) throws(V.Failure) {
    for index in indices { try self[index].accept(&visitor, at: name / "\(index)") }
  }
}
