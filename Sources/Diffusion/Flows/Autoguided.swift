import Tensors

/// Guidance by a weaker model of the same flow: u(weaker) + s (u(model) - u(weaker)).
///
/// (Karras and others 2024, eq. 4; s = 1 is the plain model, and the weaker one is not asked.) Where the weaker model
/// errs in the same direction as the better one and farther, the difference points away from what both do wrong.
public struct Autoguided<Model: VelocityField, Weaker: VelocityField>: VelocityField {
  /// The field to follow.
  public let model: Model
  /// The field to keep away from, such as that of an earlier checkpoint.
  public let weaker: Weaker
  /// s
  public let scale: Float

  /// A field guided away from a weaker one.
  public init(_ model: Model, awayFrom weaker: Weaker, scale: Float) {
    (self.model, self.weaker, self.scale) = (model, weaker, scale)
  }

  /// x [N, ...] at a time in 0...1 -> the guided velocity, of the same shape.
  public func velocity(of x: Tensor, at time: Float) -> Tensor {
    let better = model.velocity(of: x, at: time)
    guard scale != 1 else { return better }
    let worse = weaker.velocity(of: x, at: time)
    return worse + scale * (better + -1 * worse)
  }
}
