/// Why a solver cannot go on.
public enum SolverError: Error, Equatable, CustomStringConvertible {
  /// As many steps as allowed were tried before the end.
  case stepLimit(Int, time: Double)
  /// The step that the tolerance asks for is too small to move the time.
  case stepTooSmall(time: Double)
  /// The velocity is no finite number, however small the step.
  case notFinite(time: Double)

  /// What happened.
  public var complaint: String {
    switch self {
    case .stepLimit(let limit, let time):
      "the solver has tried \(limit) steps and is at time \(Self.rounded(time)) of 1"
    case .stepTooSmall(let time):
      "the solver finds no step small enough for its tolerance at time \(Self.rounded(time))"
    case .notFinite(let time):
      "the velocity is no finite number behind time \(Self.rounded(time))"
    }
  }

  /// What helps.
  public var remedy: String {
    switch self {
    case .stepLimit: "raise the tolerance"
    case .stepTooSmall: "raise the tolerance, or train the flow with a smaller learning rate"
    case .notFinite: "train the flow with a smaller learning rate"
    }
  }

  /// What happened, and what helps.
  public var description: String { "\(complaint); \(remedy)" }

  private static func rounded(_ time: Double) -> Double { (1e4 * time).rounded() / 1e4 }
}
