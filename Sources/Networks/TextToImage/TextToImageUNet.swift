import Autograd
import Tensors

/// The UNet of the DeepFloyd IF family: images with a timestep and a text -> noise, and a code of the variance
/// (Saharia et al. 2022; `UNet2DConditionModel` in diffusers with the blocks that IF uses).
public struct TextToImageUNet: Module {
  /// What it was built from.
  public let configuration: TextToImageConfiguration
  private var input: ConvolutionLayer
  private var timeEmbedding: NumberEmbedding
  private var textProjection: LinearLayer?
  private var noiseLevelEmbedding: NumberEmbedding?
  private var textEmbedding: TextEmbedding?
  private var down: [Stage]
  private var middle: MiddleStage
  private var up: [Stage]
  private var outputNorm: ScaleAndShift
  private var output: ConvolutionLayer

  /// The network's layers, with the names of diffusers and without a value for any weight.
  package init(_ configuration: TextToImageConfiguration) {
    self.configuration = configuration
    let (name, levels, width) = (ModulePath.root, configuration.levels, configuration.levels[0].channels)
    input = ConvolutionLayer(configuration.inputChannels, width, at: name / "conv_in")
    timeEmbedding = NumberEmbedding(configuration, at: name / "time_embedding")
    if configuration.projectsText {
      textProjection = LinearLayer(
        configuration.textWidth, configuration.crossAttentionWidth, at: name / "encoder_hid_proj")
    }
    if configuration.isToldNoiseLevel {
      noiseLevelEmbedding = NumberEmbedding(configuration, at: name / "class_embedding")
    }
    if let heads = configuration.textPoolingHeads {
      textEmbedding = TextEmbedding(configuration, heads: heads, at: name / "add_embedding")
    }
    func resampling(_ kind: Resampling, _ index: Int) -> Resampling {
      index < levels.count - 1 ? kind : .none
    }
    down = levels.indices.map { index in
      let (inputs, level) = configuration.downStage(index)
      return Stage(
        inputs: inputs, level, attends: level.attends, resampling(.halving, index), configuration,
        at: name / "down_blocks" / "\(index)")
    }
    middle = MiddleStage(configuration, at: name / "mid_block")
    up = levels.indices.map { index in
      let (inputs, level) = configuration.upStage(index)
      return Stage(
        inputs: inputs, level, attends: configuration.upAttends[index], resampling(.doubling, index),
        configuration, at: name / "up_blocks" / "\(index)")
    }
    outputNorm = ScaleAndShift(width, at: name / "conv_norm_out")
    output = ConvolutionLayer(width, configuration.outputChannels, at: name / "conv_out")
  }

  /// What the network makes of a text before it sees an image: the same at every step of a denoising.
  ///
  /// text [N, T, text width]
  public func context<A: AttentionActivation>(of text: A) -> TextContext<A> {
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
  package func callAsFunction<A: AttentionActivation>(
    _ x: A, timesteps: [Float], context: TextContext<A>, noiseLevels: [Float]?, constant: (Tensor) -> A
  ) -> A {
    requireShapes(x.shape, timesteps.count, context.tokens.shape, noiseLevels?.count)
    var time = timeEmbedding(timesteps, constant)
    if let noiseLevelEmbedding, let noiseLevels { time = time + noiseLevelEmbedding(noiseLevels, constant) }
    if let pooled = context.pooled { time = time + pooled }
    if configuration.activatesTimeOnce { time = time.gelu() }
    var h = input(x)
    var skips = [h]
    for stage in down { h = stage.down(h, time: time, text: context.tokens, skips: &skips) }
    h = middle(h, time: time, text: context.tokens)
    for stage in up { h = stage.up(h, time: time, text: context.tokens, skips: &skips) }
    return output(outputNorm(h, configuration.normalization(withGELU: true)))
  }

  /// In the order of the properties; throws what the visitor does.
  public mutating func accept<V: ModuleVisitor>(_ visitor: inout V) throws(V.Failure) {
    try input.accept(&visitor)
    try timeEmbedding.accept(&visitor)
    try textProjection?.accept(&visitor)
    try noiseLevelEmbedding?.accept(&visitor)
    try textEmbedding?.accept(&visitor)
    try down.accept(&visitor)
    try middle.accept(&visitor)
    try up.accept(&visitor)
    try outputNorm.accept(&visitor)
    try output.accept(&visitor)
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
public struct TextContext<A: AttentionActivation> {
  /// For the attentions, [N, T, cross-attention width].
  let tokens: A
  /// For the time embedding, [N, time width]; nil for a network that pools no text.
  let pooled: A?
}

extension TextContext: Sendable where A: Sendable {}
