import Autograd
import Diffusion
import Networks
import Tensors

/// A trained network as the right-hand side of a flow, evaluated with its running statistics.
public struct UNetField: ConditionalVelocityField, DifferentiableVelocityField, Sendable {
  /// A network that is told the time, and perhaps a class.
  public let network: UNet
  /// The class of each row where none is asked for; nil for rows without a class.
  public let labels: [Int?]?

  /// A field for any rows, or for rows of these classes.
  public init(network: UNet, labels: [Int?]? = nil) { (self.network, self.labels) = (network, labels) }

  /// x [N, 28, 28, 1] -> the velocity, of the same shape; a network that knows classes is told `labels`, or none.
  public func velocity(of x: Tensor, at time: Float) -> Tensor {
    network(x, condition(time, rows: x.shape[0], labels) { $0 })
  }

  /// x [N, 28, 28, 1], a class or none for each row -> the velocity, of the same shape.
  public func velocity(of x: Tensor, at time: Float, labels: [Int?]) -> Tensor {
    network(x, condition(time, rows: x.shape[0], labels) { $0 })
  }

  /// x and a vector [N, 28, 28, 1] -> the velocity and, row by row, the vector times its Jacobian.
  public func velocityWithPullback(
    of x: Tensor, at time: Float, vector: Tensor
  ) -> (velocity: Tensor, product: Tensor) {
    let told = condition(time, rows: x.shape[0], labels) { EvaluationVariable($0) }
    let (velocity, product) = EvaluationVariable.pullback(of: x, with: vector) { network($0, told) }
    return (velocity, product)
  }

  private func condition<A: Activation>(
    _ time: Float, rows: Int, _ labels: [Int?]?, _ constant: (Tensor) -> A
  ) -> Condition<A> {
    let time = constant(Tensor(repeating: time, shape: [rows, 1]))
    guard network.configuration.conditioning == .classes else { return Condition(time: time) }
    let labels = labels ?? [Int?](repeating: nil, count: rows)
    precondition(labels.count == rows, "UNetField: expected \(labels.count) rows, got \(rows)")
    return Condition(
      time: time, label: constant(Tensor(oneHot: labels, count: UNetConfiguration.classCount)))
  }
}
