import Tensors

/// The right-hand side of dx/dt = v(x, t).
public protocol VelocityField {
  /// x [N, ...] at a time in 0...1 -> the velocity, of the same shape.
  func velocity(of x: Tensor, at time: Float) -> Tensor
}

/// A velocity field that can be told a class for each row.
public protocol ConditionalVelocityField {
  /// x [N, ...], a class or none for each row -> the velocity, of the same shape.
  func velocity(of x: Tensor, at time: Float, labels: [Int?]) -> Tensor
}

/// Classifier-free guidance: u(none) + s (u(class) - u(none)), both from one batch.
///
/// (Ho and Salimans 2022, eq. 6, with s = 1 + w; s = 1 is the plain conditional field, evaluated once.)
public struct Guided<Field: ConditionalVelocityField>: VelocityField {
  /// The field that knows classes.
  public let field: Field
  /// The class of each row.
  public let labels: [Int]
  /// s
  public let scale: Float

  /// A guided field for rows of these classes.
  public init(_ field: Field, labels: [Int], scale: Float) {
    (self.field, self.labels, self.scale) = (field, labels, scale)
  }

  /// x [N, ...] with one row for each label -> the guided velocity, of the same shape.
  public func velocity(of x: Tensor, at time: Float) -> Tensor {
    precondition(x.shape.first == labels.count, "Guided: expected \(labels.count) rows, got shape \(x.shape)")
    guard scale != 1 else { return field.velocity(of: x, at: time, labels: labels) }
    let both = field.velocity(
      of: x.joined(with: x), at: time, labels: [Int?](repeating: nil, count: labels.count) + labels)
    let (free, conditioned) = both.halves
    return free + scale * (conditioned + -1 * free)
  }
}

extension Tensor {
  /// Two batches as one: [N, ...], [M, ...] -> [N + M, ...].
  func joined(with other: Tensor) -> Tensor {
    Tensor(shape: [shape[0] + other.shape[0]] + shape.dropFirst(), scalars: scalars + other.scalars)
  }

  /// [2 N, ...] -> two of [N, ...].
  var halves: (Tensor, Tensor) {
    let half = [shape[0] / 2] + shape.dropFirst()
    let values = scalars
    return (
      Tensor(shape: half, scalars: Array(values[..<(count / 2)])),
      Tensor(shape: half, scalars: Array(values[(count / 2)...]))
    )
  }
}
