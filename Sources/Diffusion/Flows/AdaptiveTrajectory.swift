import Foundation
import Tensors

/// The states of a flow from t = 0 to 1 by steps that follow the error, the start included.
///
///     for state in AdaptiveTrajectory(of: field, from: noise) { show(try state.get().x) }
///
/// All rows of a batch share their steps, so a row's bits depend on the rows beside it.
public struct AdaptiveTrajectory<Field: VelocityField>: Sequence {
  /// A point of the way.
  public struct State: Sendable {
    /// Steps made so far; steps that were tried and rejected do not count.
    public let step: Int
    /// In 0...1.
    public let time: Double
    /// [N, ...]
    public let x: Tensor
    /// How often the field was evaluated so far.
    public let evaluations: Int
  }

  private let field: Field
  private let start: Tensor
  private let solver: DormandPrince

  /// A way through `field` from a start [N, ...].
  public init(of field: Field, from start: Tensor, solver: DormandPrince = DormandPrince()) {
    (self.field, self.start, self.solver) = (field, start, solver)
  }

  /// The start, then one state for every step; an error is the last element.
  public func makeIterator() -> AnyIterator<Result<State, SolverError>> {
    var walk = Walk(field: field, solver: solver, start: start)
    return AnyIterator { walk.next() }
  }

  /// The last state, at t = 1; throws the `SolverError` that ends the way before.
  public func last() throws(SolverError) -> State {
    var last = State(step: 0, time: 0, x: start, evaluations: 0)
    for state in self { last = try state.get() }
    return last
  }

  /// The x of the last state, [N, ...]; throws as `last` does.
  public func end() throws(SolverError) -> Tensor { try last().x }
}

/// A way that is being walked, with what the step control remembers.
private struct Walk<Field: VelocityField> {
  typealias State = AdaptiveTrajectory<Field>.State

  let field: Field
  let solver: DormandPrince
  private var x: Tensor
  private var velocity: Tensor?
  private var (time, length) = (0.0, 0.0)
  private var (step, tried, evaluations) = (0, 0, 0)
  /// The last accepted error, for the proportional-integral control.
  private var lastError = 1e-4
  private var isFailed = false

  init(field: Field, solver: DormandPrince, start: Tensor) {
    (self.field, self.solver, x) = (field, solver, start)
  }

  mutating func next() -> Result<State, SolverError>? {
    guard let velocity else {
      begin()
      return .success(State(step: 0, time: 0, x: x, evaluations: 0))
    }
    guard time < 1, !isFailed else { return nil }
    do throws(SolverError) {
      try advance(from: velocity)
      return .success(State(step: step, time: time, x: x, evaluations: evaluations))
    } catch {
      isFailed = true
      return .failure(error)
    }
  }

  private mutating func begin() {
    let first = field.velocity(of: x, at: 0)
    velocity = first
    length = solver.firstStep(field, x, velocity: first)
    evaluations = 2
  }

  /// Tries steps until one is accepted.
  private mutating func advance(from velocity: Tensor) throws(SolverError) {
    var (wasRejected, isFinite) = (false, true)
    while true {
      guard tried < solver.stepLimit else { throw .stepLimit(solver.stepLimit, time: time) }
      guard length > 1e-7 else { throw isFinite ? .stepTooSmall(time: time) : .notFinite(time: time) }
      let isLast = time + length >= 1 - 1e-7
      if isLast { length = 1 - time }
      let attempt = solver.attempt(field, x, velocity: velocity, at: time, by: length)
      tried += 1
      evaluations += 6
      guard attempt.error <= 1 else {
        (wasRejected, isFinite) = (true, attempt.error.isFinite)
        length *= attempt.error.isFinite ? max(0.2, 0.9 * pow(attempt.error, -0.2)) : 0.2
        continue
      }
      return accept(attempt, isLast: isLast, wasRejected: wasRejected)
    }
  }

  private mutating func accept(_ attempt: DormandPrince.Attempt, isLast: Bool, wasRejected: Bool) {
    (x, velocity) = (attempt.x, attempt.velocity)
    time = isLast ? 1 : time + length
    step += 1
    let error = max(attempt.error, 1e-10)
    let growth = 0.9 * pow(error, -0.17) * pow(lastError, 0.04)
    length *= min(max(growth, 0.2), wasRejected ? 1 : 10)
    lastError = max(attempt.error, 1e-4)
  }
}
