import Diffusion
import Foundation
import Tensors
import Testing

/// dx/dt = a x + sin(b t), whose solution is known.
private struct LinearField: VelocityField {
  let a = 1.3
  let b = 2.0

  func velocity(of x: Tensor, at time: Float) -> Tensor {
    Tensor(shape: x.shape, scalars: x.scalars.map { Float(a) * $0 + sin(Float(b) * time) })
  }

  /// x(1) for x(0) = start.
  func solution(from start: Double) -> Double {
    let scale = a * a + b * b
    return (start + b / scale) * exp(a) - (a * sin(b) + b * cos(b)) / scale
  }
}

@Suite struct SolverTests {
  private func error(_ solver: FixedStepSolver, steps: Int) -> Double {
    let field = LinearField()
    let start = Tensor(shape: [1, 1], scalars: [0.7])
    let end = Trajectory(of: field, from: start, steps: steps, solver: solver).end
    return abs(Double(end.scalars[0]) - field.solution(from: Double(start.scalars[0])))
  }

  @Test("the error falls with the step as its order says", arguments: FixedStepSolver.allCases)
  func order(_ solver: FixedStepSolver) {
    // Few steps for the fourth order: float32 hides its error soon.
    let steps = solver == .rk4 ? 6 : 16
    let fitted = log2(error(solver, steps: steps) / error(solver, steps: 2 * steps))
    #expect(abs(fitted - Double(solver.order)) < 0.2, "fitted \(fitted)")
  }

  @Test("a trajectory has the start and one state for each step, and ends at time 1") func states() {
    let start = Tensor(shape: [1, 1], scalars: [1])
    let states = Array(Trajectory(of: LinearField(), from: start, steps: 4))
    #expect(states.map(\.step) == [0, 1, 2, 3, 4])
    #expect(states.map(\.time) == [0, 0.25, 0.5, 0.75, 1])
    #expect(states[0].x == start)
  }

  @Test("each solver evaluates the field as often as it says", arguments: FixedStepSolver.allCases)
  func evaluations(_ solver: FixedStepSolver) {
    let counter = CountingField()
    _ = Trajectory(of: counter, from: Tensor(shape: [1], scalars: [0]), steps: 5, solver: solver).end
    #expect(counter.count == 5 * solver.evaluationsPerStep)
  }
}

private final class CountingField: VelocityField {
  var count = 0

  func velocity(of x: Tensor, at time: Float) -> Tensor {
    count += 1
    return x
  }
}
