import Autograd
import Tensors

/// An affine map of the last axis, or a linear one.
struct LinearLayer: Module {
  private let outputs: Int
  private var weight: Weight
  private var bias: Weight?

  /// x weight + bias, uniform at the beginning.
  init(_ inputs: Int, _ outputs: Int, at name: ModulePath) {
    self.outputs = outputs
    weight = Weight([outputs, inputs], .uniform(fan: inputs), .outputsFirst, at: name / "weight")
    bias = Weight([outputs], .uniform(fan: inputs), at: name / "bias")
  }

  /// x weight, normal at the beginning.
  init(_ inputs: Int, _ outputs: Int, deviation: Float, at name: ModulePath) {
    self.outputs = outputs
    weight = Weight(
      [outputs, inputs], .normal(deviation: deviation), .outputsFirst, at: name / "weight")
  }

  /// [..., inputs] -> [..., outputs]
  func callAsFunction<A: Activation>(_ x: A) -> A {
    let bias = bias?.parameter ?? Parameter(Tensor(repeating: 0, shape: [outputs]))
    guard x.shape.count > 2 else { return x.mapped(weight: weight.parameter, bias: bias) }
    let rows = x.reshaped(to: [x.shape.dropLast().reduce(1, *), x.shape.last!])
    return rows.mapped(weight: weight.parameter, bias: bias)
      .reshaped(to: x.shape.dropLast() + [outputs])
  }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V) throws(V.Failure) {
    try weight.accept(&visitor)
    try bias?.accept(&visitor)
  }
}
