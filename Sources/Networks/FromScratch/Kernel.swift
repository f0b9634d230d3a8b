import Autograd
import Tensors

/// A convolution or transposed convolution with its kernel and bias.
struct Kernel: Module {
  var weight: Parameter
  var bias: Parameter

  /// Torch's default: uniform within 1 / sqrt(fan), the kernel drawn first. `shape` is torch's; the fan is the
  /// product of all its lengths but the first, for a transposed convolution too.
  init(torchShape shape: [Int], bias count: Int, _ generator: inout TorchGenerator) {
    let fan = Double(shape.dropFirst().reduce(1, *))
    let gain = (2.0 / (1 + 5)).squareRoot()
    let weightBound = Float(3.0.squareRoot() * (gain / fan.squareRoot()))
    let biasBound = Float(1 / fan.squareRoot())
    weight = Parameter(
      TorchLayout.kernel.engine(generator.uniform(shape, from: -weightBound, to: weightBound)))
    bias = Parameter(generator.uniform([count], from: -biasBound, to: biasBound))
  }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V, at name: ModulePath) throws(V.Failure) {
    try visitor.visit(&weight, .kernel, at: name / "weight")
    try visitor.visit(&bias, .same, at: name / "bias")
  }
}
