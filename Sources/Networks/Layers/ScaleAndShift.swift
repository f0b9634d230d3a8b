import Autograd
import Tensors

/// The scale and the shift behind a normalisation.
struct ScaleAndShift: Module {
  private(set) var scale: Weight
  private(set) var shift: Weight

  init(_ channels: Int, at name: ModulePath) {
    scale = Weight([channels], .constant(1), at: name / "weight")
    shift = Weight([channels], .constant(0), at: name / "bias")
  }

  /// x [N, ..., C] in groups, modulated by [N, 2 C] or not -> the same shape.
  func callAsFunction<A: AttentionActivation>(
    _ x: A, _ normalization: GroupNormalization, modulation: A? = nil
  ) -> A {
    x.normalized(
      normalization, scale: scale.parameter, shift: shift.parameter, modulation: modulation)
  }

  /// x [..., C] row by row -> the same shape.
  func callAsFunction<A: AttentionActivation>(_ x: A, _ normalization: LayerNormalization) -> A {
    x.normalized(normalization, scale: scale.parameter, shift: shift.parameter)
  }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V) throws(V.Failure) {
    try scale.accept(&visitor)
    try shift.accept(&visitor)
  }
}
