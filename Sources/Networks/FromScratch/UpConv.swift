import Autograd
import Tensors

/// A transposed convolution, batch normalisation, GELU.
public struct UpConv: Module {
  private let convolution: TransposedConvolution2D
  private var kernel: Kernel
  private var norm: NormAndGELU

  /// Doubles the image with a 4x4 kernel; draws the kernel and the bias.
  public init(_ inputs: Int, _ outputs: Int, _ generator: inout TorchGenerator) {
    self.init(inputs, outputs, side: 4, stride: 2, padding: 1, &generator)
  }

  /// The write-up's *Unflatten*: one pixel becomes a 7x7 image with as many channels.
  public static func unflatten(_ channels: Int, _ generator: inout TorchGenerator) -> UpConv {
    UpConv(channels, channels, side: 7, stride: 7, padding: 0, &generator)
  }

  private init(
    _ inputs: Int, _ outputs: Int, side: Int, stride: Int, padding: Int, _ generator: inout TorchGenerator
  ) {
    convolution = TransposedConvolution2D(stride: stride, padding: padding)
    kernel = Kernel(torchShape: [inputs, outputs, side, side], bias: outputs, &generator)
    norm = NormAndGELU(channels: outputs)
  }

  /// [N, H, W, inputs] -> [N, 2 H, 2 W, outputs], or [N, 7, 7, outputs] from one pixel
  public func callAsFunction<A: Activation>(_ x: A) -> A {
    x.convolved(
      convolution, weight: kernel.weight, bias: kernel.bias, normalizedBy: norm.normalization)
  }

  /// In the order kernel, normalisation.
  public mutating func accept<V: ModuleVisitor>(_ visitor: inout V, at name: ModulePath) throws(V.Failure) {
    try kernel.accept(&visitor, at: name / "0")
    try norm.accept(&visitor, at: name / "1")
  }
}
