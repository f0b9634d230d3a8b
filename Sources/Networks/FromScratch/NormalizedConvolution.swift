import Autograd
import Tensors

/// A convolution, batch normalisation, GELU; it may halve the image (the write-up's *DownConv*), or double it with a
/// transposed convolution (*UpConv*).
struct NormalizedConvolution: Module {
  private var convolution: ConvolutionLayer
  private var norm: NormAndGELU

  init(_ inputs: Int, _ outputs: Int, _ resampling: Resampling = .none, at name: ModulePath) {
    convolution =
      resampling == .doubling
      ? ConvolutionLayer(transposed: inputs, outputs, side: 4, stride: 2, padding: 1, at: name / "0")
      : ConvolutionLayer(inputs, outputs, stride: resampling == .halving ? 2 : 1, at: name / "0")
    norm = NormAndGELU(outputs, at: name / "1")
  }

  /// The write-up's *Unflatten*: one pixel becomes a 7x7 image with as many channels.
  init(unflattening channels: Int, at name: ModulePath) {
    convolution = ConvolutionLayer(transposed: channels, channels, side: 7, stride: 7, at: name / "0")
    norm = NormAndGELU(channels, at: name / "1")
  }

  /// [N, H, W, inputs] -> [N, H', W', outputs]
  func callAsFunction<A: Activation>(_ x: A) -> A { convolution(x, normalizedBy: norm.normalization) }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V) throws(V.Failure) {
    try convolution.accept(&visitor)
    try norm.accept(&visitor)
  }
}
