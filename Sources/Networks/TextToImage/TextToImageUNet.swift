import Autograd
import Tensors

/// The UNet of the DeepFloyd IF family: images with a timestep and a text -> noise, and a code of the variance
/// (Saharia et al. 2022; `UNet2DConditionModel` in diffusers with the blocks that IF uses).
public struct TextToImageUNet: Module {
  /// What it was built from.
  public let configuration: TextToImageConfiguration
  private var timeEmbedding: NumberEmbedding
  private var textProjection: Projection?
  private var noiseLevelEmbedding: NumberEmbedding?
  private var textEmbedding: TextEmbedding?
  private var input: SameConvolution
  private var down: [DownStage] = []
  private var middle: MiddleStage
  private var up: [UpStage] = []
  private var outputNorm: ScaleAndShift
  private var output: SameConvolution

  init<P: WeightProvider>(
    _ configuration: TextToImageConfiguration, _ provider: inout P
  ) throws(P.Failure) {
    self.configuration = configuration
    let (root, levels) = (ModulePath.root, configuration.levels)
    let width = levels[0].channels
    input = try SameConvolution(
      configuration.inputChannels, width, side: 3, &provider, at: root / "conv_in")
    timeEmbedding = try NumberEmbedding(configuration, &provider, at: root / "time_embedding")
    if configuration.projectsText {
      textProjection = try Projection(
        configuration.textWidth, configuration.crossAttentionWidth, &provider, at: root / "encoder_hid_proj")
    }
    if configuration.isToldNoiseLevel {
      noiseLevelEmbedding = try NumberEmbedding(configuration, &provider, at: root / "class_embedding")
    }
    if let heads = configuration.textPoolingHeads {
      textEmbedding = try TextEmbedding(configuration, heads: heads, &provider, at: root / "add_embedding")
    }
    for index in levels.indices {
      down.append(
        try DownStage(
          levels[max(0, index - 1)].channels, levels[index], halves: index < levels.count - 1, configuration,
          &provider, at: root / "down_blocks" / "\(index)"))
    }
    middle = try MiddleStage(configuration, &provider, at: root / "mid_block")
    for index in levels.indices {
      let shape = configuration.upStage(index)
      up.append(
        try UpStage(
          shape.inputs, skips: shape.skips, shape.level, attends: configuration.upAttends[index],
          doubles: index < levels.count - 1, configuration, &provider, at: root / "up_blocks" / "\(index)"))
    }
    outputNorm = try ScaleAndShift(width, &provider, at: root / "conv_norm_out")
    output = try SameConvolution(
      width, configuration.outputChannels, side: 3, &provider, at: root / "conv_out")
  }

  /// What the network makes of a text before it sees an image: the same at every step of a denoising.
  ///
  /// text [N, T, text width]
  public func context<A: TextToImageActivation>(of text: A) -> TextContext<A> {
    precondition(
      text.shape.count == 3 && text.shape[2] == configuration.textWidth,
      "TextToImageUNet: expected text [N, T, \(configuration.textWidth)], got \(text.shape)")
    return TextContext(tokens: textProjection?(text) ?? text, pooled: textEmbedding?(text))
  }

  /// x [N, H, W, input channels], one timestep for each image and the context of N texts -> [N, H, W, output channels].
  ///
  /// - Parameters:
  ///   - timesteps: in 0...999, fractional ones too.
  ///   - noiseLevels: for a network of the second stage, the timestep that its low-resolution image was noised to.
  ///   - constant: makes an activation of a tensor without a gradient.
  func callAsFunction<A: TextToImageActivation>(
    _ x: A, timesteps: [Float], context: TextContext<A>, noiseLevels: [Float]?, constant: (Tensor) -> A
  ) -> A {
    requireShapes(x.shape, timesteps.count, context.tokens.shape, noiseLevels?.count)
    var time = timeEmbedding(timesteps, constant)
    if let noiseLevelEmbedding, let noiseLevels { time = time + noiseLevelEmbedding(noiseLevels, constant) }
    if let pooled = context.pooled { time = time + pooled }
    if configuration.activatesTimeOnce { time = time.gelu() }
    var h = input(x)
    var skips = [h]
    for stage in down { h = stage(h, time: time, text: context.tokens, skips: &skips) }
    h = middle(h, time: time, text: context.tokens)
    for stage in up { h = stage(h, time: time, text: context.tokens, skips: &skips) }
    return output(outputNorm(h, configuration.normalization(withGELU: true)))
  }

  /// In the order of construction, with the names of diffusers.
  public mutating func accept<V: ModuleVisitor>(_ visitor: inout V, at name: ModulePath) throws(V.Failure) {
    try input.accept(&visitor, at: name / "conv_in")
    try timeEmbedding.accept(&visitor, at: name / "time_embedding")
    try textProjection?.accept(&visitor, at: name / "encoder_hid_proj")
    try noiseLevelEmbedding?.accept(&visitor, at: name / "class_embedding")
    try textEmbedding?.accept(&visitor, at: name / "add_embedding")
    try down.accept(&visitor, at: name / "down_blocks")
    try middle.accept(&visitor, at: name / "mid_block")
    try up.accept(&visitor, at: name / "up_blocks")
    try outputNorm.accept(&visitor, at: name / "conv_norm_out")
    try output.accept(&visitor, at: name / "conv_out")
  }

  private func requireShapes(_ x: [Int], _ timesteps: Int, _ tokens: [Int], _ noiseLevels: Int?) {
    let multiple = configuration.sizeMultiple
    precondition(
      x.count == 4 && x[3] == configuration.inputChannels && x[1] % multiple == 0 && x[2] % multiple == 0,
      "TextToImageUNet: expected [N, H, W, \(configuration.inputChannels)] with H and W multiples of "
        + "\(multiple), got \(x)")
    precondition(
      timesteps == x[0] && tokens[0] == x[0],
      "TextToImageUNet: expected \(x[0]) timesteps and texts, got \(timesteps) and \(tokens)")
    precondition(
      noiseLevels == (configuration.isToldNoiseLevel ? x[0] : nil),
      "TextToImageUNet: expected noise levels for a network of the second stage alone, got "
        + "\(noiseLevels.map(String.init) ?? "none")")
  }
}

/// A text as a text-to-image network uses it.
public struct TextContext<A: TextToImageActivation> {
  /// For the attentions, [N, T, cross-attention width].
  let tokens: A
  /// For the time embedding, [N, time width]; nil for a network that pools no text.
  let pooled: A?
}

extension TextContext: Sendable where A: Sendable {}
