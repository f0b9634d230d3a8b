import Diffusion
import Tensors

/// A field that counts the rows it was evaluated for.
final class CountedField<Field> {
  private let field: Field
  private(set) var rows = 0

  init(_ field: Field) { self.field = field }
}

extension CountedField: VelocityField where Field: VelocityField {
  func velocity(of x: Tensor, at time: Float) -> Tensor {
    rows += x.shape[0]
    return field.velocity(of: x, at: time)
  }
}

extension CountedField: ConditionalVelocityField where Field: ConditionalVelocityField {
  func velocity(of x: Tensor, at time: Float, labels: [Int?]) -> Tensor {
    rows += x.shape[0]
    return field.velocity(of: x, at: time, labels: labels)
  }
}
