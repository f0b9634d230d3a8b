import Diffusion
import Pipeline
import Tensors

extension SolverOptions {
  /// A point on the way through a field.
  struct State {
    /// Steps made so far, 0 for the start itself.
    let step: Int
    /// In 0...1.
    let time: Double
    /// [N, ...]
    let x: Tensor
  }

  /// From a start [N, ...] at t = 0 to the end at t = 1; `visit` sees every state, both ends included.
  ///
  /// All rows share the steps of dopri5, so the end's bits depend on which rows are together.
  /// - Parameter renewal: what draws noise anew on the way, with the solver 'euler'.
  /// - Throws: what `visit` throws, and for a way that does not end a `SolverError`, where the author can mend it as an
  ///   `OptionMistake` at 'tolerance'.
  func end(
    of field: some VelocityField, from start: Tensor, renewing renewal: NoiseRenewal? = nil,
    _ visit: (State) throws -> Void
  ) throws -> Tensor {
    var x = start
    switch solver {
    case .equalSteps(let solver):
      let way = Trajectory(
        of: field, from: start, steps: steps.value, solver: solver, renewing: renewal)
      for state in way {
        try visit(State(step: state.step, time: Double(state.time), x: state.x))
        x = state.x
      }
    case .adaptive:
      for state in AdaptiveTrajectory(of: field, from: start, solver: dormandPrince) {
        let state = try Self.state(state)
        try visit(State(step: state.step, time: state.time, x: state.x))
        x = state.x
      }
    }
    return x
  }

  private var dormandPrince: DormandPrince {
    DormandPrince(relativeTolerance: tolerance.value, absoluteTolerance: tolerance.value)
  }

  private static func state<Value>(_ result: Result<Value, SolverError>) throws -> Value {
    do {
      return try result.get()
    } catch {
      if case .notFinite = error { throw error }
      throw OptionMistake("tolerance", error)
    }
  }
}
