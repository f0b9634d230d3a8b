import Autograd
import Tensors

/// Two convolutions beside a shortcut, told the time by a scale and a shift of their middle; it may halve or double
/// the image on the way (Dhariwal and Nichol 2021, section 3; `ResnetBlock2D` in diffusers).
struct ResidualBlock: Module {
  private let resampling: Resampling
  private let normalization: GroupNormalization
  private let activatesTime: Bool
  private let outputScale: Float
  private var norm1: ScaleAndShift
  private var conv1: ConvolutionLayer
  private var time: LinearLayer
  private var norm2: ScaleAndShift
  private var conv2: ConvolutionLayer
  private var shortcut: ConvolutionLayer?

  init(
    _ inputs: Int, _ outputs: Int, resampling: Resampling = .none, outputScale: Double? = nil,
    _ configuration: TextToImageConfiguration, at name: ModulePath
  ) {
    self.resampling = resampling
    normalization = configuration.normalization(withGELU: true)
    activatesTime = !configuration.skipsTimeActivation
    self.outputScale = Float(outputScale ?? configuration.outputScale)
    norm1 = ScaleAndShift(inputs, at: name / "norm1")
    conv1 = ConvolutionLayer(inputs, outputs, at: name / "conv1")
    time = LinearLayer(configuration.timeWidth, 2 * outputs, at: name / "time_emb_proj")
    norm2 = ScaleAndShift(outputs, at: name / "norm2")
    conv2 = ConvolutionLayer(outputs, outputs, at: name / "conv2")
    if inputs != outputs { shortcut = ConvolutionLayer(inputs, outputs, side: 1, at: name / "conv_shortcut") }
  }

  /// x [N, H, W, inputs], time [N, time width] -> [N, H', W', outputs]
  func callAsFunction<A: AttentionActivation>(_ x: A, time embedding: A) -> A {
    var h = conv1(resampled(norm1(x, normalization)))
    let modulation = time(activatesTime ? embedding.gelu() : embedding)  // [N, 2 outputs]
    h = conv2(norm2(h, normalization, modulation: modulation))
    let direct = resampled(x)
    let sum = (shortcut?(direct) ?? direct) + h
    return outputScale == 1 ? sum : 1 / outputScale * sum
  }

  private func resampled<A: AttentionActivation>(_ x: A) -> A {
    switch resampling {
    case .none: x
    case .halving: x.pooled(AveragePooling(size: 2))
    case .doubling: x.upsampled()
    }
  }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V) throws(V.Failure) {
    try norm1.accept(&visitor)
    try conv1.accept(&visitor)
    try time.accept(&visitor)
    try norm2.accept(&visitor)
    try conv2.accept(&visitor)
    try shortcut?.accept(&visitor)
  }
}
