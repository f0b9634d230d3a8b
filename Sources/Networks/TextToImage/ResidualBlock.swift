import Autograd
import Tensors

/// Two convolutions beside a shortcut, told the time by a scale and a shift of their middle; it may halve or double
/// the image on the way (Dhariwal and Nichol 2021, section 3; `ResnetBlock2D` in diffusers).
struct ResidualBlock: Module {
  /// What happens to the image's size.
  enum Resampling { case none, halving, doubling }

  private let resampling: Resampling
  private let normalization: GroupNormalization
  private let activatesTime: Bool
  private let outputScale: Float
  private var norm1: ScaleAndShift
  private var conv1: SameConvolution
  private var time: Projection
  private var norm2: ScaleAndShift
  private var conv2: SameConvolution
  private var shortcut: SameConvolution?

  init<P: WeightProvider>(
    _ inputs: Int, _ outputs: Int, resampling: Resampling = .none, outputScale: Double? = nil,
    _ configuration: TextToImageConfiguration, _ provider: inout P, at name: ModulePath
  ) throws(P.Failure) {
    self.resampling = resampling
    normalization = configuration.normalization(withGELU: true)
    activatesTime = !configuration.skipsTimeActivation
    self.outputScale = Float(outputScale ?? configuration.outputScale)
    norm1 = try ScaleAndShift(inputs, &provider, at: name / "norm1")
    conv1 = try SameConvolution(inputs, outputs, side: 3, &provider, at: name / "conv1")
    time = try Projection(configuration.timeWidth, 2 * outputs, &provider, at: name / "time_emb_proj")
    norm2 = try ScaleAndShift(outputs, &provider, at: name / "norm2")
    conv2 = try SameConvolution(outputs, outputs, side: 3, &provider, at: name / "conv2")
    if inputs != outputs {
      shortcut = try SameConvolution(inputs, outputs, side: 1, &provider, at: name / "conv_shortcut")
    }
  }

  /// x [N, H, W, inputs], time [N, time width] -> [N, H', W', outputs]
  func callAsFunction<A: TextToImageActivation>(_ x: A, time embedding: A) -> A {
    var h = conv1(resampled(norm1(x, normalization)))
    let modulation = time(activatesTime ? embedding.gelu() : embedding)  // [N, 2 outputs]
    h = conv2(norm2(h, normalization, modulation: modulation))
    let direct = resampled(x)
    let sum = (shortcut?(direct) ?? direct) + h
    return outputScale == 1 ? sum : 1 / outputScale * sum
  }

  private func resampled<A: TextToImageActivation>(_ x: A) -> A {
    switch resampling {
    case .none: x
    case .halving: x.pooled(AveragePooling(size: 2))
    case .doubling: x.upsampled()
    }
  }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V, at name: ModulePath) throws(V.Failure) {
    try norm1.accept(&visitor, at: name / "norm1")
    try conv1.accept(&visitor, at: name / "conv1")
    try time.accept(&visitor, at: name / "time_emb_proj")
    try norm2.accept(&visitor, at: name / "norm2")
    try conv2.accept(&visitor, at: name / "conv2")
    try shortcut?.accept(&visitor, at: name / "conv_shortcut")
  }
}
