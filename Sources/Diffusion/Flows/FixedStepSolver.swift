import Tensors

/// Explicit methods with equal steps for dx/dt = v(x, t) from t = 0 to 1.
public enum FixedStepSolver: String, Codable, CaseIterable, Hashable, Sendable {
  /// Order 1, one evaluation a step.
  case euler
  /// Order 2, two evaluations a step.
  case midpoint
  /// Order 2, two evaluations a step (the explicit trapezoidal rule).
  case heun
  /// Order 3, three evaluations a step (Heun 1900).
  case heun3
  /// Order 4, four evaluations a step (Kutta 1901).
  case rk4

  /// How the error falls with the step: as its power.
  public var order: Int { [.euler: 1, .midpoint: 2, .heun: 2, .heun3: 3, .rk4: 4][self] ?? 1 }

  /// Evaluations of the field in a step.
  public var evaluationsPerStep: Int { order }

  /// One step of length h from x [N, ...] at time t.
  public func step(_ field: some VelocityField, _ x: Tensor, at t: Float, by h: Float) -> Tensor {
    let k1 = field.velocity(of: x, at: t)
    switch self {
    case .euler:
      return x + h * k1
    case .midpoint:
      return x + h * field.velocity(of: x + h / 2 * k1, at: t + h / 2)
    case .heun:
      return x + h / 2 * (k1 + field.velocity(of: x + h * k1, at: t + h))
    case .heun3:
      let k2 = field.velocity(of: x + h / 3 * k1, at: t + h / 3)
      let k3 = field.velocity(of: x + 2 * h / 3 * k2, at: t + 2 * h / 3)
      return x + h / 4 * (k1 + 3 * k3)
    case .rk4:
      let k2 = field.velocity(of: x + h / 2 * k1, at: t + h / 2)
      let k3 = field.velocity(of: x + h / 2 * k2, at: t + h / 2)
      let k4 = field.velocity(of: x + h * k3, at: t + h)
      return x + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    }
  }
}

/// The states of a flow from t = 0 to 1, the start included; the caller decides what to keep and when to stop.
///
///     for state in Trajectory(of: field, from: noise, steps: 50) { show(state.x) }
public struct Trajectory<Field: VelocityField>: Sequence {
  /// A point of the way.
  public struct State: Sendable {
    /// Steps made so far.
    public let step: Int
    /// step / steps
    public let time: Float
    /// [N, ...]
    public let x: Tensor
  }

  private let field: Field
  private let start: Tensor
  private let steps: Int
  private let solver: FixedStepSolver
  private let renewal: NoiseRenewal?

  /// A way through `field` from a start [N, ...]; steps must be positive.
  ///
  /// - Parameter renewal: what draws noise anew at every step of Euler's method, for images [N, H, W, C].
  public init(
    of field: Field, from start: Tensor, steps: Int, solver: FixedStepSolver = .euler,
    renewing renewal: NoiseRenewal? = nil
  ) {
    precondition(steps > 0, "Trajectory: expected a positive number of steps, got \(steps)")
    precondition(
      renewal == nil || solver == .euler, "Trajectory: expected euler to renew noise, got \(solver)")
    (self.field, self.start, self.steps, self.solver) = (field, start, steps, solver)
    self.renewal = renewal
  }

  /// The start and then one state a step.
  public func makeIterator() -> AnyIterator<State> {
    var next: State? = State(step: 0, time: 0, x: start)
    var renewal = renewal
    return AnyIterator {
      guard let state = next else { return nil }
      next = state.step < steps ? after(state, &renewal) : nil
      return state
    }
  }

  /// The state at t = 1, [N, ...].
  public var end: Tensor {
    var x = start
    for state in self { x = state.x }
    return x
  }

  private func after(_ state: State, _ renewal: inout NoiseRenewal?) -> State {
    let end = Float(state.step + 1) / Float(steps)
    let x =
      renewal?.step(field, state.x, at: state.time, to: end)
      ?? solver.step(field, state.x, at: state.time, by: 1 / Float(steps))
    return State(step: state.step + 1, time: end, x: x)
  }
}
