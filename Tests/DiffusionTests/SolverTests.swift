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
    // Few steps for the higher orders: float32 hides their errors soon.
    let steps = solver.order > 2 ? 6 : 16
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

@Suite struct DormandPrinceTests {
  private let start = Tensor(shape: [1, 1], scalars: [0.7])

  @Test("the error is of the size of the tolerance", arguments: [1e-2, 1e-3, 1e-4, 1e-5])
  func tolerance(_ tolerance: Double) throws {
    let solver = DormandPrince(relativeTolerance: tolerance, absoluteTolerance: tolerance)
    let end = try AdaptiveTrajectory(of: LinearField(), from: start, solver: solver).end()
    let exact = LinearField().solution(from: Double(start.scalars[0]))
    #expect(abs(Double(end.scalars[0]) - exact) < tolerance * (1 + abs(exact)))
  }

  @Test("a tighter tolerance takes more evaluations, and they are those counted") func evaluations() throws {
    let counts = try [1e-2, 1e-5].map { tolerance in
      let field = CountingField()
      let solver = DormandPrince(relativeTolerance: tolerance, absoluteTolerance: tolerance)
      let last = try AdaptiveTrajectory(of: field, from: start, solver: solver).last()
      #expect(last.evaluations == field.count)
      return field.count
    }
    #expect(counts[0] < counts[1] && counts[1] < 100, "\(counts)")
  }

  @Test("the states begin at 0, ascend, and end at 1") func states() throws {
    let states = try AdaptiveTrajectory(of: LinearField(), from: start).map { try $0.get() }
    #expect(states[0].time == 0 && states[0].x == start)
    #expect(states.map(\.time) == states.map(\.time).sorted() && states.last?.time == 1)
    #expect(states.map(\.step) == Array(0..<states.count))
  }

  @Test("too many steps are an error that says where and what to do, and the sequence ends with it")
  func limit() {
    let solver = DormandPrince(relativeTolerance: 1e-5, absoluteTolerance: 1e-5, stepLimit: 3)
    let stiff = FastField()
    let states = Array(AdaptiveTrajectory(of: stiff, from: start, solver: solver))
    guard case .failure(.stepLimit(3, let time))? = states.last else {
      Issue.record("\(String(describing: states.last))")
      return
    }
    #expect(time < 1)
    #expect("\(SolverError.stepLimit(3, time: time))".hasSuffix("; raise the tolerance"))
    #expect(states.dropLast().allSatisfy { if case .success = $0 { true } else { false } })
  }

  @Test("a velocity that is no number is an error, not a loop") func notANumber() {
    let error = #expect(throws: SolverError.self) {
      try AdaptiveTrajectory(of: BrokenField(), from: start).end()
    }
    #expect("\(error!)".hasPrefix("the velocity is no finite number behind time 0.5; train the flow"))
  }
}

@Suite struct StraightnessTests {
  private func straightness(_ field: some VelocityField, from start: Tensor, steps: Int) -> Double {
    var straightness = Straightness(from: start)
    for state in Trajectory(of: field, from: start, steps: steps, solver: .rk4) {
      straightness.add(state.x, at: state.time)
    }
    return straightness.value
  }

  @Test("an even velocity is straight") func straight() {
    let start = Tensor(shape: [2, 3], scalars: [1, -2, 3, 0, 5, 6])
    #expect(abs(straightness(EvenField(), from: start, steps: 7)) < 1e-9)
  }

  @Test("a circle's straightness is r^2 (w^2 - 4 sin(w / 2)^2), a mean over elements") func circle() {
    let field = CircleField(speed: 2)
    let start = Tensor(shape: [1, 2], scalars: [3, 0])
    let sine: Double = sin(1.0)
    let exact: Double = 9 * (4 - 4 * sine * sine) / 2
    #expect(abs(straightness(field, from: start, steps: 200) - exact) < 1e-3 * exact)
  }
}

private struct EvenField: VelocityField {
  func velocity(of x: Tensor, at time: Float) -> Tensor { Tensor(repeating: 1.5, shape: x.shape) }
}

/// Points [N, 2] that turn about the origin.
private struct CircleField: VelocityField {
  let speed: Float

  func velocity(of x: Tensor, at time: Float) -> Tensor {
    let points = x.scalars
    return Tensor(
      shape: x.shape, scalars: points.indices.map { speed * ($0 % 2 == 0 ? -points[$0 + 1] : points[$0 - 1]) }
    )
  }
}

/// An oscillation that needs hundreds of steps.
private struct FastField: VelocityField {
  func velocity(of x: Tensor, at time: Float) -> Tensor {
    Tensor(repeating: 500 * cos(500 * time), shape: x.shape)
  }
}

private struct BrokenField: VelocityField {
  func velocity(of x: Tensor, at time: Float) -> Tensor {
    Tensor(repeating: time < 0.5 ? 1 : .nan, shape: x.shape)
  }
}

private final class CountingField: VelocityField {
  var count = 0

  func velocity(of x: Tensor, at time: Float) -> Tensor {
    count += 1
    return x
  }
}
