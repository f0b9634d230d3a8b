import Autograd
import Tensors

/// A convolution or transposed convolution with its kernel and bias.
struct ConvolutionLayer: Module {
  private let convolution: any ImageConvolution
  private var kernel: Weight
  private var bias: Weight

  /// A convolution; with the padding that it has without another one, an odd side and stride 1 keep the image's size.
  init(
    _ inputs: Int, _ outputs: Int, side: Int = 3, stride: Int = 1, padding: Int? = nil, at name: ModulePath
  ) {
    self.init(
      Convolution2D(stride: stride, padding: padding ?? side / 2), [outputs, inputs, side, side],
      outputs: outputs, at: name)
  }

  /// A transposed convolution.
  init(
    transposed inputs: Int, _ outputs: Int, side: Int, stride: Int, padding: Int = 0, at name: ModulePath
  ) {
    self.init(
      TransposedConvolution2D(stride: stride, padding: padding), [inputs, outputs, side, side],
      outputs: outputs, at: name)
  }

  /// `shape` is torch's; its fan is the product of all lengths but the first, for a transposed convolution too.
  private init(_ convolution: any ImageConvolution, _ shape: [Int], outputs: Int, at name: ModulePath) {
    self.convolution = convolution
    let fan = shape.dropFirst().reduce(1, *)
    kernel = Weight(shape, .uniform(fan: fan), .outputsFirst, at: name / "weight")
    bias = Weight([outputs], .uniform(fan: fan), at: name / "bias")
  }

  /// [N, H, W, inputs] -> [N, H', W', outputs]
  func callAsFunction<A: Activation>(_ x: A) -> A {
    x.convolved(convolution, weight: kernel.parameter, bias: bias.parameter)
  }

  /// [N, H, W, inputs] -> [N, H', W', outputs], normalised.
  func callAsFunction<A: Activation>(_ x: A, normalizedBy normalization: Normalization) -> A {
    x.convolved(
      convolution, weight: kernel.parameter, bias: bias.parameter, normalizedBy: normalization)
  }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V) throws(V.Failure) {
    try kernel.accept(&visitor)
    try bias.accept(&visitor)
  }
}
