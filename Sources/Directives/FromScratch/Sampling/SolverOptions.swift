import Chapters
import Diffusion
import Pipeline
import SharedDirectives

/// By which steps a flow is walked: what every directive that walks one lets the author choose.
struct SolverOptions: OptionGroup {
  var steps = Given(default: 50)
  var solver = Solver.euler
  var tolerance = Given(default: DormandPrince().relativeTolerance)

  /// A method by the name that the author gives it.
  enum Solver: SchemaChoice, Hashable {
    /// Equal steps, as many as the author says.
    case equalSteps(FixedStepSolver)
    /// Steps whose error stays below the author's tolerance (Dormand and Prince 1980).
    case adaptive

    static let euler = Solver.equalSteps(.euler)
    static let allCases = FixedStepSolver.allCases.map(Solver.equalSteps) + [.adaptive]

    var rawValue: String {
      switch self {
      case .equalSteps(let solver): solver.rawValue
      case .adaptive: "dopri5"
      }
    }

    init?(rawValue: String) {
      guard let found = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
      self = found
    }
  }

  static let stepsBound = 1...10_000
  /// float32 has seven digits; a step of a smaller error cannot be told from its rounding.
  static let toleranceBound = 1e-6...1.0

  static var schema: Schema<SolverOptions> {
    Schema([
      .option(
        "steps", \.steps, "equal steps of the solver from end to end; not for dopri5",
        .given(.range(stepsBound))
      ),
      .option("solver", \.solver, "the method of the steps"),
      .option(
        "tolerance", \.tolerance,
        "the error that dopri5 allows in a step, relative to a value and absolute where the value is small",
        .given(.range(toleranceBound))),
    ])
  }

  /// An option that the solver has no use for.
  var contradictions: [OptionMistake] {
    Self.contradictions([solver], hasSteps: steps.isWritten, hasTolerance: tolerance.isWritten)
  }

  /// An option that none of the solvers has a use for.
  static func contradictions(
    _ solvers: [Solver], hasSteps: Bool, hasTolerance: Bool
  ) -> [OptionMistake] {
    var found: [OptionMistake] = []
    if hasSteps, solvers.allSatisfy({ $0 == .adaptive }) {
      let reason = "with the solver 'dopri5', which chooses them"
      let remedy = "write 'tolerance' instead, or name a solver of equal steps"
      found.append(.meaningless("steps", because: reason, remedy: remedy))
    }
    if hasTolerance, !solvers.contains(.adaptive) {
      let remedy = "write 'steps' instead, or 'solver: dopri5'"
      found.append(
        .meaningless("tolerance", because: "without the solver 'dopri5'", remedy: remedy))
    }
    return found
  }
}

extension FixedStepSolver: SchemaChoice {}
