import Autograd
import Tensors

/// A 3x3 convolution, batch normalisation, GELU; with stride 2 it halves the image (the write-up's *DownConv*).
public struct Conv: Module {
  private let convolution: Convolution2D
  private var kernel: Kernel
  private var norm: NormAndGELU

  /// Draws the kernel and the bias.
  public init(_ inputs: Int, _ outputs: Int, stride: Int = 1, _ generator: inout TorchGenerator) {
    convolution = Convolution2D(stride: stride, padding: 1)
    kernel = Kernel(torchShape: [outputs, inputs, 3, 3], bias: outputs, &generator)
    norm = NormAndGELU(channels: outputs)
  }

  /// [N, H, W, inputs] -> [N, H / stride, W / stride, outputs]
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
