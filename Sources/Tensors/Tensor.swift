/// A dense float32 array with a shape; images are [N, H, W, C].
public struct Tensor: Equatable, Sendable {
  /// The length of every axis, outermost first; empty for a scalar.
  public let shape: [Int]
  /// The elements in row-major order.
  public var scalars: [Float]

  /// scalars.count must equal the product of shape.
  public init(shape: [Int], scalars: [Float]) {
    precondition(
      shape.reduce(1, *) == scalars.count,
      "Tensor: shape \(shape) needs \(shape.reduce(1, *)) elements, got \(scalars.count)")
    self.shape = shape
    self.scalars = scalars
  }
}
