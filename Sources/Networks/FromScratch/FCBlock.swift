import Autograd
import Tensors

/// Linear, GELU, Linear: turns a condition of an image into one number for each channel.
struct FCBlock: Module {
  private var first: LinearMap
  private var second: LinearMap

  /// Draws both maps.
  init(_ inputs: Int, _ outputs: Int, _ generator: inout TorchGenerator) {
    first = LinearMap(inputs, outputs, &generator)
    second = LinearMap(outputs, outputs, &generator)
  }

  /// [N, inputs] -> [N, outputs]
  func callAsFunction<A: Activation>(_ x: A) -> A { second(first(x).gelu()) }

  /// In the order of computation; torch counts the GELU between them.
  mutating func accept<V: ModuleVisitor>(_ visitor: inout V, at name: ModulePath) throws(V.Failure) {
    try first.accept(&visitor, at: name / "0")
    try second.accept(&visitor, at: name / "2")
  }
}

/// x weight + bias.
struct LinearMap: Module {
  private var weight: Parameter
  private var bias: Parameter

  /// Torch's default: uniform within 1 / sqrt(inputs), the weight drawn first.
  init(_ inputs: Int, _ outputs: Int, _ generator: inout TorchGenerator) {
    let gain = (2.0 / (1 + 5)).squareRoot()
    let weightBound = Float(3.0.squareRoot() * (gain / Double(inputs).squareRoot()))
    let biasBound = Float(1 / Double(inputs).squareRoot())
    let drawn = generator.uniform([outputs, inputs], from: -weightBound, to: weightBound)
    weight = Parameter(TorchLayout.matrix.engine(drawn))
    bias = Parameter(generator.uniform([outputs], from: -biasBound, to: biasBound))
  }

  /// [N, inputs] -> [N, outputs]
  func callAsFunction<A: Activation>(_ x: A) -> A { x.mapped(weight: weight, bias: bias) }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V, at name: ModulePath) throws(V.Failure) {
    try visitor.visit(&weight, .matrix, at: name / "weight")
    try visitor.visit(&bias, .same, at: name / "bias")
  }
}
