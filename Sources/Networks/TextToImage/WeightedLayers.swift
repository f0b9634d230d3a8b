import Autograd
import Tensors

/// An affine map of the last axis.
struct Projection: Module {
  private var weight: Weight
  private var bias: Weight
  private let outputs: Int

  init<P: WeightProvider>(
    _ inputs: Int, _ outputs: Int, _ provider: inout P, at name: ModulePath
  ) throws(P.Failure) {
    self.outputs = outputs
    weight = try provider.weight([outputs, inputs], .matrix, .uniform(fan: inputs), at: name / "weight")
    bias = try provider.weight([outputs], .same, .uniform(fan: inputs), at: name / "bias")
  }

  /// [..., inputs] -> [..., outputs]
  func callAsFunction<A: TextToImageActivation>(_ x: A) -> A {
    let rows = x.shape.dropLast().reduce(1, *)
    let matrix = x.reshaped(to: [rows, x.shape.last!])
    let y =
      switch weight.form {
      case .single(let weight): matrix.mapped(weight: weight, bias: bias.parameter)
      case .half(let weight): matrix.mapped(weight: weight, bias: bias.parameter)
      }
    return y.reshaped(to: x.shape.dropLast() + [outputs])
  }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V, at name: ModulePath) throws(V.Failure) {
    try weight.accept(&visitor, .matrix, at: name / "weight")
    try bias.accept(&visitor, .same, at: name / "bias")
  }
}

/// A convolution that keeps the image's size.
struct SameConvolution: Module {
  private let convolution: Convolution2D
  private var weight: Weight
  private var bias: Weight

  /// side: the kernel's, odd.
  init<P: WeightProvider>(
    _ inputs: Int, _ outputs: Int, side: Int, _ provider: inout P, at name: ModulePath
  ) throws(P.Failure) {
    convolution = Convolution2D(padding: side / 2)
    let fan = inputs * side * side
    weight = try provider.weight(
      [outputs, inputs, side, side], .kernel, .uniform(fan: fan), at: name / "weight")
    bias = try provider.weight([outputs], .same, .uniform(fan: fan), at: name / "bias")
  }

  /// [N, H, W, inputs] -> [N, H, W, outputs]
  func callAsFunction<A: TextToImageActivation>(_ x: A) -> A {
    switch weight.form {
    case .single(let weight): x.convolved(convolution, weight: weight, bias: bias.parameter)
    case .half(let weight): x.convolved(convolution, weight: weight, bias: bias.parameter)
    }
  }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V, at name: ModulePath) throws(V.Failure) {
    try weight.accept(&visitor, .kernel, at: name / "weight")
    try bias.accept(&visitor, .same, at: name / "bias")
  }
}

/// The scale and the shift behind a normalisation.
struct ScaleAndShift: Module {
  private var scale: Weight
  private var shift: Weight

  init<P: WeightProvider>(_ channels: Int, _ provider: inout P, at name: ModulePath) throws(P.Failure) {
    scale = try provider.weight([channels], .same, .constant(1), at: name / "weight")
    shift = try provider.weight([channels], .same, .constant(0), at: name / "bias")
  }

  /// x [N, ..., C] in groups, modulated by [N, 2 C] or not.
  func callAsFunction<A: TextToImageActivation>(
    _ x: A, _ normalization: GroupNormalization, modulation: A? = nil
  ) -> A {
    x.normalized(
      normalization, scale: scale.parameter, shift: shift.parameter, modulation: modulation)
  }

  /// x [..., C] row by row.
  func callAsFunction<A: TextToImageActivation>(_ x: A, _ normalization: LayerNormalization) -> A {
    x.normalized(normalization, scale: scale.parameter, shift: shift.parameter)
  }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V, at name: ModulePath) throws(V.Failure) {
    try scale.accept(&visitor, .same, at: name / "weight")
    try shift.accept(&visitor, .same, at: name / "bias")
  }
}
